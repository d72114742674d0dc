"""The rules that a message can break: the grounds, the channel's own rules, and the law."""

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.comment_rules import own_rules
from ...core.messages import grounds
from ...core.messages.content import known_content
from ...core.messages.grounds import LEGAL
from ...core.messages.store import messages_of

# A reason to report a comment beside the rules.
OTHER, SOMETHING_ELSE = "other", _("something else")


def general_rules() -> list[tuple[str, str]]:
    """Return (code, text) of the rules that apply in every channel, translated."""
    found = (*grounds.GROUNDS, *LEGAL)
    return [(ground.code, api.portal.translate(ground.text)) for ground in found]


def message_rules(hub: Container, number: int) -> list[tuple[str, str]]:
    """Return (code, text) of the rules that a message can break, translated.

    A channel's own rules exist in one language. A ground with parts, such as K1, is replaced by the
    parts: K1a, K1b, K1c.
    """
    return [(code, api.portal.translate(text)) for code, text in _detailed_rules(hub, number)]


def reported_rule(hub: Container, number: int) -> str:
    """Return the code of the rule that a reader says a message breaks; empty if it is none."""
    reported = known_content(messages_of(hub)[number])["reported"] or {}
    code = reported.get("reason", "")
    return code if code in rule_codes(hub, number) else ""


def offered_rules(hub: Container, number: int) -> list[tuple[str, str]]:
    """Return (code, text) of the rules in a form; a whole ground that was reported comes first."""
    found, reported = message_rules(hub, number), reported_rule(hub, number)
    if not reported or reported in dict(found):
        return found
    return [(reported, rule_text(reported, hub, number)), *found]


def rule_codes(hub: Container, number: int) -> set[str]:
    """Return the codes of all rules that a message can break, whole grounds included."""
    wholes = (code for code, _text in grounds.rule_choices(_channel_rules(hub, number)))
    return {*wholes, *(code for code, _text in message_rules(hub, number))}


def rule_text(code: str, hub: Container, number: int, language: str | None = None) -> str:
    """Return a rule's text, by default in the page's language; its code if it is not in force."""
    wholes = (*grounds.rule_choices(_channel_rules(hub, number)), (OTHER, SOMETHING_ELSE))
    text = {**dict(_detailed_rules(hub, number)), **dict(wholes)}.get(code, code)
    return api.portal.translate(text, lang=language)


def _channel_rules(hub, number):
    brains = api.content.find(hub, UID=messages_of(hub)[number]["channel"], unrestricted=True)
    return own_rules(brains[0]._unrestrictedGetObject()) if brains else ()


def _detailed_rules(hub, number):
    legal = tuple((ground.code, ground.text) for ground in LEGAL)
    return (*grounds.detailed_choices(_channel_rules(hub, number)), *legal)
