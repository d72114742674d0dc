"""Reminders of the supervision round, for those who answer for a skipped channel."""

from datetime import date
from functools import cache

from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.mail_texts import mail_language, mail_sentence
from ...accounts.channels.person import person
from ...accounts.channels.times import formatted_date as day_in_words
from ..steps.mails import has_account
from ..steps.routing import channel_assignment
from ..steps.urls import messages_url
from .rounds import missed_days, supervised_channels

LEFT_OUT = _("Not gone through since ${day}: ${channels}.")
ROUND = _("Supervision round: ${url}")
MOST = 10  # names of channels in a line


def round_reminders(hub: Container, today: date) -> dict[str, list[str]]:
    """Return the lines for each person, translated, see steps.reminders.IReminder."""
    found: dict[str, list[tuple[date, str]]] = {}
    known = cache(person)
    for facts in supervised_channels(hub):
        if days := missed_days(hub, facts.uid, today):
            who = channel_assignment(hub, facts.uid, person=known).who
            found.setdefault(who, []).append((days[0], facts.title))
    return {who: list(_lines(hub, who, left)) for who, left in found.items()}


def _lines(hub, who, left):
    """Yield the lines; a contact, who cannot open the round's page, gets no link."""
    titles = [title for _day, title in left]
    more = ["…"] if titles[MOST:] else []
    values = {
        "day": day_in_words(min(day for day, _title in left).isoformat(), mail_language()),
        "channels": ", ".join(titles[:MOST] + more),
        "url": messages_url(hub, "-rounds"),
    }
    yield mail_sentence(LEFT_OUT, values)
    if has_account(who):
        yield mail_sentence(ROUND, values)
