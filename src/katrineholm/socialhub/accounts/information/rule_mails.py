"""Mails about a channel's own rules: proposals to the office, answers to the responsible."""

from typing import Any

from ... import _
from ...core.messages.grounds import OwnRule
from ...site.mail.mailer import send_mail
from ..channels.mail_texts import can_log_in, link_or_contact, mail_sentence, office_recipients
from ..channels.person import mail_recipient
from ..channels.responsibility import answerer_on, duties_of
from ..channels.times import today

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


def mail_office(channel: Any, rule: OwnRule) -> None:
    """Send the office a mail about a proposed rule."""
    receivers = [mail_recipient(each) for each in office_recipients()]
    if receivers:
        subject = _mail_text(channel, rule, _("Proposed rule: ${channel}"))
        send_mail(receivers, subject, _mail_text(channel, rule, *PROPOSED))


def mail_responsible(channel: Any, rule: OwnRule) -> None:
    """Send the person who answers today a mail about the office's answer."""
    answering = answerer_on(duties_of(channel), today())
    if answering is None or not answering.person.email:
        return
    is_accepted = rule.state == "consulted"
    subject = _("Rule accepted: ${channel}") if is_accepted else _("Rule declined: ${channel}")
    text = ACCEPTED if is_accepted else DECLINED
    *lines, link = text
    ending = link_or_contact(link, opens=can_log_in(answering.person))
    send_mail(
        mail_recipient(answering.person),
        _mail_text(channel, rule, subject),
        _mail_text(channel, rule, *lines, ending),
    )


def _mail_text(channel, rule, *paragraphs):
    values = {
        "channel": channel.title,
        "rule": rule.text,
        "note": rule.steps[-1].note,
        "url": f"{channel.absolute_url()}/@@rules",
    }
    return "\n\n".join(mail_sentence(each, values) for each in paragraphs)
