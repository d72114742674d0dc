"""The steps of a channel's own comment rule, on which the information office is consulted (G9)."""

import re
from collections.abc import Callable
from dataclasses import replace
from unicodedata import normalize

from zope.i18nmessageid import Message

from ... import _
from ...core.feeds.text import scrub
from ...core.messages.grounds import GROUNDS, OwnRule, Rules, Step
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import has_words

SHORTEST, LONGEST = 5, 300  # characters of an own rule
LENGTH = _(
    "Write the rule with ${shortest} to ${longest} characters.",
    mapping={"shortest": str(SHORTEST), "longest": str(LONGEST)},
)
IN_USE = ("proposed", "consulted", "in_force")
_MARKUP = re.compile(r"<[a-z/!]", re.IGNORECASE)


def with_proposal(
    rules: Rules, text: str, who: str, now: int, *, translate: Callable[[Message], str] = str
) -> Rules:
    """Return the rules with a proposed one added, at ``now`` in seconds since 1970.

    Raise FaultyFields if its text is not 5 to 300 characters long, contains markup, or is already a
    rule or a ground. ``translate`` is applied to the grounds.
    """
    text = " ".join(normalize("NFC", scrub(text)).split())
    if not SHORTEST <= len(text) <= LONGEST:
        raise FaultyFields({"text": LENGTH})
    if _MARKUP.search(text):
        raise FaultyFields({"text": _("Write the rule as plain text, without HTML.")})
    taken = [rule.text for rule in rules if rule.state in IN_USE]
    taken += [each for ground in GROUNDS for each in (ground.text, translate(ground.text))]
    if _folded(text) in map(_folded, taken):
        raise FaultyFields({"text": _("The rule is there already.")})
    return (*rules, OwnRule(f"E{len(rules) + 1}", text, (Step("proposed", now, who),)))


def with_answer(rules: Rules, id: str, accepted: bool, note: str, who: str, now: int) -> Rules:
    """Return the rules with the office's answer to a proposed one. A rejection requires a note."""
    _require_state(rules, id, ("proposed",), _("Only a proposed rule can be answered."))
    note = scrub(note).strip()
    if not accepted and not has_words(note):
        raise FaultyFields({"note": _("Say why the rule is declined.")})
    return _with_step(rules, id, Step("consulted" if accepted else "declined", now, who, note))


def with_enforcement(rules: Rules, id: str, who: str, now: int) -> Rules:
    """Return the rules with an accepted one put in force. Raise Refusal if it is not accepted."""
    refusal = _("The information office must accept a rule before it is put in force.")
    _require_state(rules, id, ("consulted",), refusal)
    return _with_step(rules, id, Step("in_force", now, who))


def with_withdrawal(rules: Rules, id: str, who: str, now: int, *, note: str = "") -> Rules:
    """Return the rules with one of them withdrawn. Raise Refusal if it is not in use."""
    _require_state(rules, id, IN_USE, _("The rule is not in use, so it cannot be withdrawn."))
    return _with_step(rules, id, Step("withdrawn", now, who, scrub(note).strip()))


def _folded(text):
    return text.casefold().rstrip(" .")


def _require_state(rules, id, states, refusal):
    rule = next((rule for rule in rules if rule.id == id), None)
    if rule is None:
        raise Refusal(_("There is no such rule in this channel."))
    if rule.state not in states:
        raise Refusal(refusal)


def _with_step(rules, id, step):
    return tuple(
        replace(rule, steps=(*rule.steps, step)) if rule.id == id else rule for rule in rules
    )
