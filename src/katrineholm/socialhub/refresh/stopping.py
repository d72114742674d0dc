"""A mail to those responsible for a channel when its source is no longer retrieved."""

from typing import Any

from plone import api

from .. import _
from ..accounts.channels.facts import ChannelFacts
from ..accounts.channels.moments import date_of, day
from ..accounts.lifecycle.letters import language, linked, may_open, office, said
from ..accounts.people.answering import duties_of, who_answers
from ..accounts.people.person import Person, mailbox
from ..site.forms.refusals import from_code
from ..site.mail.send import send
from ..site.settings.registry import site_address
from .state import State

SUBJECT = _("No longer retrieved: ${title}")
SENTENCE = _(
    "The channel ${title} is not retrieved any more: its source has failed ${count} times in a "
    "row, since ${day}."
)
GONE = _("The channel ${title} is not retrieved any more: its source is gone.")
STAYS = _("What was retrieved stays on the site.")
MEND = _(
    "If the source works again, choose Fetch now on the channel's page. If it has another "
    "address, change the feed address: ${url}"
)


def tell_of_stop(hub: Any, facts: ChannelFacts, state: State, now: int) -> None:
    """Put the mail into the outbox. Problems with tokens have mails of their own."""
    channel = hub.unrestrictedTraverse(facts.path)
    values = _values(facts, state)
    for someone in receivers(channel, now):
        call = linked(MEND, opens=may_open(someone, channel))
        parts = (
            said(GONE if state.code == "gone" else SENTENCE, values),
            said(from_code(state.code, dict(state.values))),
            said(STAYS),
            said(call, values),
        )
        send([mailbox(someone)], said(SUBJECT, values), "\n\n".join(parts) + "\n", now=now)


def receivers(channel: Any, now: int) -> list[Person]:
    """Return the person who answers today, else the office, of those with an e-mail address."""
    answering = who_answers(duties_of(channel), date_of(now))
    if answering and answering.person.email:
        return [answering.person]
    return [each for each in office() if each.email]


def _values(facts, state):
    return {
        "title": facts.title,
        "count": state.failures,
        "day": day(date_of(state.since).isoformat(), language()),
        "url": address_of(facts.path),
    }


def address_of(path: str) -> str:
    """Return the public URL of a physical path."""
    site = "/".join(api.portal.get().getPhysicalPath())
    return f"{site_address()}{path.removeprefix(site)}"
