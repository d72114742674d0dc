"""Mails to the person responsible for a channel that has stopped or withdraws posts."""

from collections.abc import Callable, Iterable
from typing import Any

from zope.i18nmessageid import Message

from .. import _
from ..accounts.channels import post_acts
from ..accounts.channels.facts import ChannelFacts
from ..accounts.channels.mail_texts import (
    can_log_in,
    link_or_contact,
    mail_language,
    mail_sentence,
    may_open,
    office_recipients,
)
from ..accounts.channels.person import Person, mail_recipient
from ..accounts.channels.responsibility import duties_of, person_in_charge
from ..accounts.channels.times import formatted_date, local_date
from ..accounts.channels.visibility import public_url
from ..core.timeline.store import timeline_of
from ..site.mail.mailer import send_mail
from ..site.pages.refusals import message_from_code
from .state import State

MAX_POSTS = 20  # posts that a mail lists
STOPPED = _("No longer retrieved: ${title}")
FAILED = _(
    "The channel ${title} is not retrieved any more: its source has failed ${count} times in a "
    "row, since ${day}."
)
GONE = _("The channel ${title} is not retrieved any more: its source is gone.")
STAYS = _("What was retrieved stays on the site.")
MEND = _(
    "If the source works again, choose Fetch now on the channel's page. If it has another "
    "address, change the feed address: ${url}"
)
WITHDRAWN = _("Withdrawn at the source: ${title}")
MISSING = _(
    "The source of ${title} no longer has these posts. Visitors do not see them any more, and they "
    "are kept in the record."
)
MORE = _("… and ${number} more.")
ANSWER = _("Was that on purpose, or is it a fault? Say so, and why: ${url}")


def send_stop_mail(hub: Any, facts: ChannelFacts, state: State, now: int) -> None:
    """Inform the person responsible for a channel that its source is no longer retrieved."""
    channel = hub.unrestrictedTraverse(facts.path)
    values = {
        "title": facts.title,
        "count": state.failures,
        "day": formatted_date(local_date(state.since).isoformat(), mail_language()),
        "url": public_url(facts.path),
    }
    problem = message_from_code(state.code, dict(state.values))
    parts = (GONE if state.code == "gone" else FAILED, problem, STAYS, MEND)
    mail_responsible(
        channel, STOPPED, parts, values, now, opens=lambda person: may_open(person, channel)
    )


def send_withdrawal_mail(hub: Any, facts: ChannelFacts, withdrawn: Iterable[str], now: int) -> None:
    """Ask the person responsible for a channel by mail about withdrawn posts, each only once."""
    acts = {post: {line.act for line in post_acts.post_lines(hub, post)} for post in withdrawn}
    posts = [post for post in acts if "ask" not in acts[post]]
    if not posts:
        return
    kept = timeline_of(hub).existing
    lines = [f"– {kept(post)['title'] or post}" for post in posts[:MAX_POSTS]]
    if len(posts) > MAX_POSTS:
        lines.append(mail_sentence(MORE, {"number": len(posts) - MAX_POSTS}))
    values = {"title": facts.title, "url": f"{public_url(facts.path)}/@@withdrawn-posts"}
    parts = (MISSING, "\n".join(lines), ANSWER)
    mail_responsible(hub.unrestrictedTraverse(facts.path), WITHDRAWN, parts, values, now)
    post_acts.note_act(hub, "ask", posts, now=now)


def mail_responsible(
    channel: Any,
    subject: Message,
    parts: Iterable[Message | str],
    values: dict,
    now: int,
    *,
    opens: Callable[[Person], bool] = can_log_in,
) -> None:
    """Send a mail to the person responsible for a channel today, else to the office.

    The last of ``parts`` contains a link. Recipients who cannot open the link get the office's
    contact details instead.
    """
    *first, last = parts
    answering = person_in_charge(duties_of(channel), local_date(now))
    receivers = [answering.person] if answering and answering.person.email else office_recipients()
    for someone in receivers:
        if someone.email:
            call = link_or_contact(last, opens=opens(someone))
            _send([mail_recipient(someone)], subject, (*first, call), values, now)


def mail_office(subject: Message, parts: Iterable[Message], values: dict, now: int) -> None:
    """Send a mail to the information office."""
    receivers = [mail_recipient(each) for each in office_recipients()]
    _send(receivers, subject, parts, values, now)


def _send(receivers, subject, parts, values, now):
    words = [mail_sentence(each, values) if isinstance(each, Message) else each for each in parts]
    send_mail(receivers, mail_sentence(subject, values), "\n\n".join(words) + "\n", now=now)
