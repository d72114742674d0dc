"""A mail to those responsible for a channel when its source is no longer retrieved."""

from typing import Any

from plone import api

from .. import _
from ..accounts.channels.facts import ChannelFacts
from ..accounts.channels.mail_texts import (
    link_or_contact,
    mail_language,
    mail_sentence,
    may_open,
    office_recipients,
)
from ..accounts.channels.person import Person, mail_recipient
from ..accounts.channels.responsibility import answerer_on, duties_of
from ..accounts.channels.times import formatted_date, local_date
from ..site.mail.mailer import send_mail
from ..site.pages.refusals import message_from_code
from ..site.settings.registry import public_site_url
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


def send_stop_mail(hub: Any, facts: ChannelFacts, state: State, now: int) -> None:
    """Put the mail into the outbox. Problems with tokens have mails of their own."""
    channel = hub.unrestrictedTraverse(facts.path)
    values = _values(facts, state)
    for someone in channel_recipients(channel, now):
        call = link_or_contact(MEND, opens=may_open(someone, channel))
        parts = (
            mail_sentence(GONE if state.code == "gone" else SENTENCE, values),
            mail_sentence(message_from_code(state.code, dict(state.values))),
            mail_sentence(STAYS),
            mail_sentence(call, values),
        )
        send_mail(
            [mail_recipient(someone)],
            mail_sentence(SUBJECT, values),
            "\n\n".join(parts) + "\n",
            now=now,
        )


def channel_recipients(channel: Any, now: int) -> list[Person]:
    """Return the person who answers today, else the office, of those with an e-mail address."""
    answering = answerer_on(duties_of(channel), local_date(now))
    if answering and answering.person.email:
        return [answering.person]
    return [each for each in office_recipients() if each.email]


def _values(facts, state):
    return {
        "title": facts.title,
        "count": state.failures,
        "day": formatted_date(local_date(state.since).isoformat(), mail_language()),
        "url": public_url(facts.path),
    }


def public_url(path: str) -> str:
    """Return the public URL of a physical path."""
    site = "/".join(api.portal.get().getPhysicalPath())
    return f"{public_site_url()}{path.removeprefix(site)}"
