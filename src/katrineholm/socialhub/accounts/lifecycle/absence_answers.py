"""The sentences that say who answers for channels while somebody is away."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from plone import api

from ... import _
from ..channels.facts import facts_of
from ..channels.responsibility import coming_periods, duties_of
from ..channels.times import formatted_date, month_name, today

MOST_NAMED = 3  # channels; more are counted
OFFICE = _("The information office")


def answer_sentences(channels: Iterable[Any], first: date, last: date) -> list[str]:
    """Return a sentence for each person and period: who answers for which official channels."""
    found: dict[tuple, list[str]] = defaultdict(list)
    for channel in channels:
        if facts_of(channel).speaks:
            for start, end, answering in coming_periods(
                duties_of(channel), first, (last - first).days + 1
            ):
                name = answering.person.name if answering else api.portal.translate(OFFICE)
                found[start, end, name].append(channel.title)
    return [_sentence(*key, found[key]) for key in sorted(found)]


def _sentence(first, last, name, titles):
    told = {"name": name, "days": _days(first, last), "number": len(titles)}
    told["channels"] = ", ".join(titles)
    sentence = (
        _("${name} answers ${days} for ${channels}.", mapping=told)
        if len(titles) <= MOST_NAMED
        else _("${name} answers ${days} for ${number} channels.", mapping=told)
    )
    return api.portal.translate(sentence)


def _days(first, last):
    """Return a period as text, without what its days have in common, and without this year."""
    is_soon = first.year == last.year == today().year
    start, end = (
        _day(day) if is_soon else formatted_date(day.isoformat()) for day in (first, last)
    )
    if first == last:
        return end
    is_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day}–{end}" if is_month else f"{start} – {end}"


def _day(day):
    return f"{day.day} {month_name(day.month)}"
