"""Steps of a channel's own comment rules, stored on the channel (guideline G9)."""

from collections.abc import Callable
from time import time
from typing import Any

from plone import api

from ...core.messages.grounds import OwnRule, Rules, rules_as_data
from ..channels import history
from ..channels.comment_rules import own_rules
from ..channels.updates import update_fields
from . import consultation
from .rule_mails import mail_office, mail_responsible


def propose_rule(channel: Any, text: str) -> None:
    """Propose a rule and inform the office. Raise Refusal."""
    after = consultation.with_proposal(
        own_rules(channel), text, _who(), _now(), translate=api.portal.translate
    )
    rule = _store(channel, after, after[-1].id)
    mail_office(channel, rule)


def answer_proposal(channel: Any, id: str, accepted: bool, note: str) -> None:
    """Store the office's answer and inform the person who answers for the channel."""
    rule = _step(channel, id, consultation.with_answer, accepted, note)
    mail_responsible(channel, rule)


def enforce_rule(channel: Any, id: str) -> None:
    """Put an accepted rule in force. Raise Refusal."""
    _step(channel, id, consultation.with_enforcement)


def withdraw_rule(channel: Any, id: str) -> None:
    """Withdraw a rule or a proposal. Raise Refusal."""
    _step(channel, id, consultation.with_withdrawal)


def _step(channel, id, take: Callable[..., Rules], *given) -> OwnRule:
    return _store(channel, take(own_rules(channel), id, *given, _who(), _now()), id)


def _store(channel, rules, id):
    update_fields(channel, own_rules=rules_as_data(rules))
    rule = next(rule for rule in rules if rule.id == id)
    note = rule.steps[-1].note
    rule_text = f"{rule.id}: {rule.text}"
    history.note_event(
        channel, f"rule-{rule.state}", f"{rule_text} ({note})" if note else rule_text
    )
    return rule


def _who():
    return api.user.get_current().getId() or ""


def _now():
    return int(time())
