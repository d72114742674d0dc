"""Steps of a channel's own comment rules, stored on the channel (guideline G9)."""

from collections.abc import Callable
from time import time
from typing import Any

from plone import api

from ..channels import history
from ..channels.changing import change
from . import consultation
from .comment_rules import rules_of
from .grounds import OwnRule, Rules, as_data
from .letters import tell_office, tell_responsible


def propose(channel: Any, text: str) -> None:
    """Propose a rule and inform the office. Raise Refusal."""
    after = consultation.propose(
        rules_of(channel), text, _who(), _now(), translate=api.portal.translate
    )
    rule = _store(channel, after, after[-1].id)
    tell_office(channel, rule)


def answer(channel: Any, id: str, accepted: bool, note: str) -> None:
    """Store the office's answer and inform the person who answers for the channel."""
    rule = _step(channel, id, consultation.consult, accepted, note)
    tell_responsible(channel, rule)


def put_in_force(channel: Any, id: str) -> None:
    """Put an accepted rule in force. Raise Refusal."""
    _step(channel, id, consultation.put_in_force)


def withdraw(channel: Any, id: str) -> None:
    """Withdraw a rule or a proposal. Raise Refusal."""
    _step(channel, id, consultation.withdraw)


def _step(channel, id, take: Callable[..., Rules], *given) -> OwnRule:
    return _store(channel, take(rules_of(channel), id, *given, _who(), _now()), id)


def _store(channel, rules, id):
    change(channel, own_rules=as_data(rules))
    rule = next(rule for rule in rules if rule.id == id)
    note = rule.steps[-1].note
    rule_text = f"{rule.id}: {rule.text}"
    history.note(channel, f"rule-{rule.state}", f"{rule_text} ({note})" if note else rule_text)
    return rule


def _who():
    return api.user.get_current().getId() or ""


def _now():
    return int(time())
