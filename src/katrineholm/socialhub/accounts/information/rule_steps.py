"""Steps of a channel's own comment rules, stored on the channel, and the mails about them (G9).

Proposals are mailed to the office, and answers to the person in charge of the channel.
"""

from collections.abc import Callable
from time import time
from typing import Any

from plone import api

from ... import _
from ...core.messages.grounds import OwnRule, Rules, rules_as_data
from ...site.mail.mailer import send_mail
from ..channels import history
from ..channels.comment_rules import own_rules
from ..channels.mail_texts import can_log_in, link_or_contact, mail_sentence, office_recipients
from ..channels.person import mail_recipient
from ..channels.responsibility import duties_of, person_in_charge
from ..channels.times import today
from ..channels.updates import update_fields
from . import consultation

PROPOSED = (_("A comment rule is proposed for ${channel}: ${rule}"), _("Answer it here: ${url}"))
ACCEPTED = (
    _("The information office has accepted the comment rule for ${channel}: ${rule}"),
    _("Put it in force here: ${url}"),
)
DECLINED = (
    _("The information office has declined the comment rule for ${channel}: ${rule}"),
    _("The reason: ${note}"),
    _("The channel's rules: ${url}"),
)


def propose_rule(channel: Any, text: str) -> None:
    """Propose a comment rule for a channel and mail the office. Raise Refusal if it is invalid."""
    after = consultation.with_proposal(
        own_rules(channel), text, *_who_and_when(), translate=api.portal.translate
    )
    rule = _store(channel, after, after[-1].id)
    mail_office(channel, rule)


def answer_proposal(channel: Any, id: str, accepted: bool, note: str) -> None:
    """Store the office's answer to a proposed rule, and mail the person in charge."""
    rule = _step(channel, id, consultation.with_answer, accepted, note)
    mail_responsible(channel, rule)


def enforce_rule(channel: Any, id: str) -> None:
    """Put an accepted rule of a channel in force. Raise Refusal if it is not accepted."""
    _step(channel, id, consultation.with_enforcement)


def withdraw_rule(channel: Any, id: str) -> None:
    """Withdraw a channel's own rule or a proposal for one. Raise Refusal if it is not in use."""
    _step(channel, id, consultation.with_withdrawal)


def _step(channel, id, take: Callable[..., Rules], *given) -> OwnRule:
    return _store(channel, take(own_rules(channel), id, *given, *_who_and_when()), id)


def _store(channel, rules, id):
    update_fields(channel, own_rules=rules_as_data(rules))
    rule = next(rule for rule in rules if rule.id == id)
    note = rule.steps[-1].note
    said = f"{rule.text} ({note})" if note else rule.text
    history.note_event(channel, f"rule-{rule.state}", said)
    return rule


def mail_office(channel: Any, rule: OwnRule) -> None:
    """Send the office a mail about a proposed rule."""
    receivers = [mail_recipient(each) for each in office_recipients()]
    if receivers:
        subject = _mail_text(channel, rule, _("Proposed rule: ${channel}"))
        send_mail(receivers, subject, _mail_text(channel, rule, *PROPOSED))


def mail_responsible(channel: Any, rule: OwnRule) -> None:
    """Mail the office's answer to the person who is in charge of the channel today."""
    answering = person_in_charge(duties_of(channel), today())
    if answering is None or not answering.person.email:
        return
    is_accepted = rule.state == "consulted"
    subject = _("Rule accepted: ${channel}") if is_accepted else _("Rule declined: ${channel}")
    *lines, link = ACCEPTED if is_accepted else DECLINED
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


def _who_and_when():
    return api.user.get_current().getId() or "", int(time())
