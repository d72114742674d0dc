"""Mails about a channel's own rules: proposals to the office, answers to the responsible."""

from typing import Any

from ... import _
from ...site.mail.send import send
from ..channels.moments import today
from ..lifecycle.letters import can_log_in, linked, office, said
from ..people.answering import duties_of, who_answers
from ..people.person import mailbox
from .grounds import OwnRule

PROPOSED = (
    _("A comment rule is proposed for ${channel}: ${rule}"),
    _("Answer it here: ${url}"),
)
ACCEPTED = (
    _("The information office has accepted the comment rule for ${channel}: ${rule}"),
    _("Put it in force here: ${url}"),
)
DECLINED = (
    _("The information office has declined the comment rule for ${channel}: ${rule}"),
    _("The reason: ${note}"),
    _("The channel's rules: ${url}"),
)


def tell_office(channel: Any, rule: OwnRule) -> None:
    """Send the office a mail about a proposed rule."""
    receivers = [mailbox(each) for each in office()]
    if receivers:
        subject = _said(channel, rule, _("Proposed rule: ${channel}"))
        send(receivers, subject, _said(channel, rule, *PROPOSED))


def tell_responsible(channel: Any, rule: OwnRule) -> None:
    """Send the person who answers today a mail about the office's answer."""
    answering = who_answers(duties_of(channel), today())
    if answering is None or not answering.person.email:
        return
    is_accepted = rule.state == "consulted"
    subject = _("Rule accepted: ${channel}") if is_accepted else _("Rule declined: ${channel}")
    text = ACCEPTED if is_accepted else DECLINED
    *lines, link = text
    ending = linked(link, opens=can_log_in(answering.person))
    send(
        mailbox(answering.person),
        _said(channel, rule, subject),
        _said(channel, rule, *lines, ending),
    )


def _said(channel, rule, *paragraphs):
    values = {
        "channel": channel.title,
        "rule": rule.text,
        "note": rule.steps[-1].note,
        "url": f"{channel.absolute_url()}/@@rules",
    }
    return "\n\n".join(said(each, values) for each in paragraphs)
