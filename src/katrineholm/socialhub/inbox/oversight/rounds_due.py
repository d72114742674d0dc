"""Reminders of the supervision round, for those who answer for a skipped channel."""

from datetime import date
from functools import cache

from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.moments import day as day_in_words
from ...accounts.lifecycle.letters import language, said
from ...accounts.people.person import person
from ..reminders.addresses import page_of
from ..reminders.letters import has_account
from ..routing.routing import waits_for
from .rounds import missed, to_supervise

LEFT_OUT = _("Not gone through since ${day}: ${channels}.")
ROUND = _("Supervision round: ${url}")
MOST = 10  # names of channels in a line


def remind(hub: Container, today: date) -> dict[str, list[str]]:
    """Return the lines for each person, translated, see steps.reminders.IReminder."""
    found: dict[str, list[tuple[date, str]]] = {}
    known = cache(person)
    for facts in to_supervise(hub):
        if days := missed(hub, facts.uid, today):
            who = waits_for(hub, facts.uid, person=known).who
            found.setdefault(who, []).append((days[0], facts.title))
    return {who: list(_lines(hub, who, left)) for who, left in found.items()}


def _lines(hub, who, left):
    """Yield the lines; a contact, who cannot open the round's page, gets no link."""
    titles = [title for _day, title in left]
    more = ["…"] if titles[MOST:] else []
    values = {
        "day": day_in_words(min(day for day, _title in left).isoformat(), language()),
        "channels": ", ".join(titles[:MOST] + more),
        "url": page_of(hub, "-rounds"),
    }
    yield said(LEFT_OUT, values)
    if has_account(who):
        yield said(ROUND, values)
