"""What a visitor asks of the stream: which channels, which month, which page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...accounts.channels.facts import ChannelFacts
from ...core.search.asking import Clause, asked
from ...site.forms.queries import address, names, number

PAGE = 20
LIMITS = {
    "year": (1, 9999),
    "month": (1, 12),
    "b_start": (0, 10_000_000),
    "b_size": (1, 100),
}
SORTS = NEWEST, BEST = "newest", "best"
LONGEST_TEXT = 200
FILTERS = ("administration", "platform", "kind", "language", "channel")
# A year, or a month with its year, as the one field of a form.
PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?")


@dataclass(frozen=True, slots=True)
class Query:
    """Names are ids or UIDs; an empty set chooses everything. ``month`` goes with ``year``.

    ``text`` is searched for, if there is any, and ``sort`` orders what is found by it.
    """

    kind: frozenset[str] = frozenset()
    platform: frozenset[str] = frozenset()
    administration: frozenset[str] = frozenset()
    language: frozenset[str] = frozenset()
    channel: frozenset[str] = frozenset()
    year: int | None = None
    month: int | None = None
    text: str = ""
    sort: str = NEWEST
    start: int = 0
    size: int = PAGE

    @property
    def is_filtered(self) -> bool:
        """Whether anything but a page was asked for."""
        return bool(self.text or self.year or any(getattr(self, name) for name in FILTERS))

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """What the text asks for; empty where there is no word in it."""
        return asked(self.text)


def query_from(form: Mapping, size: int = PAGE) -> Query:
    """What a request's form asks for. What cannot be understood is passed over."""
    form = {**form, **_period(form)}
    year = _number(form, "year")
    return Query(
        **{name: names(form, name) for name in FILTERS},
        year=year,
        month=_number(form, "month") if year else None,
        text=_text(form.get("SearchableText")),
        sort=_sort(form.get("sort")),
        start=_number(form, "b_start") or 0,
        size=_number(form, "b_size") or size,
    )


def link(base: str, query: Query, **changes) -> str:
    """The address of what a changed query gives; of its first page if ``start`` is not given.

    >>> link("https://www.example.org/hub", Query(year=2026), start=20)
    'https://www.example.org/hub?year=2026&b_start=20'
    """
    changed = replace(query, **{"start": 0} | changes)
    chosen = {name: getattr(changed, name) for name in (*FILTERS, "year", "month")}
    size = changed.size if changed.size != PAGE else None
    return address(
        base,
        **chosen,
        SearchableText=changed.text,
        sort=changed.sort if changed.text and changed.sort != NEWEST else None,
        b_start=changed.start,
        b_size=size,
    )


def choose(channels: Iterable[ChannelFacts], query: Query) -> list[ChannelFacts]:
    """The channels that a query is about."""
    return [facts for facts in channels if _is_chosen(facts, query)]


def by_name(query: Query, channels: Iterable[ChannelFacts]) -> Query:
    """Return a query whose administrations have the names of their addresses, not their UIDs."""
    names = dict(names_of(facts.administration) for facts in channels)
    asked = query.administration
    return replace(query, administration=frozenset(names.get(each, each) for each in asked))


def _is_chosen(facts, query):
    return (
        _is_among((facts.kind,), query.kind)
        and _is_among((facts.platform,), query.platform)
        and _is_among(names_of(facts.administration), query.administration)
        and _is_among((facts.language,), query.language)
        and _is_among(names_of(facts), query.channel)
    )


def _is_among(names, wanted):
    return not wanted or not wanted.isdisjoint(names)


def names_of(facts: Any) -> tuple[str, str]:
    """Return what a channel or an administration is asked for by: its UID and its own name."""
    return facts.uid, facts.path.rpartition("/")[2]


def _text(value):
    if not isinstance(value, str):
        return ""
    return "".join(each if each.isprintable() else " " for each in value[:LONGEST_TEXT]).strip()


def _sort(value):
    return value if value in SORTS else NEWEST


def _period(form):
    """The year and the month of a form that writes both in one: ``month=2026-05``."""
    found = PERIOD.fullmatch(str(form.get("month", "")))
    return dict(zip(("year", "month"), found.groups(), strict=True)) if found else {}


def _number(form, name):
    return number(form, name, *LIMITS[name])
