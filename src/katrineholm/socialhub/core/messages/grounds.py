"""Grounds for removing a comment: the seven of the guidelines, and a channel's own rules (G9)."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from zope.i18nmessageid import Message

from ... import _


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground for removing a comment; ``text`` continues "A comment may not contain"."""

    code: str
    text: Message


# Exactly these, in the guidelines' order: they are adopted and cannot be edited.
GROUNDS = (
    Ground("K1", _("defamation, personal attacks or insults")),
    Ground("K2", _("agitation against a population group, sexist statements or other harassment")),
    Ground("K3", _("unlawful depictions of violence or pornography")),
    Ground("K4", _("incitement to crime, or amount to other criminal activity")),
    Ground("K5", _("unlawful use of material that is protected by copyright")),
    Ground("K6", _("swearing or obscene words")),
    Ground("K7", _("commercial messages or advertising")),
)
# The parts of each ground, in its own words; K5 has none.
PARTS = (
    Ground("K1a", _("defamation")),
    Ground("K1b", _("personal attacks")),
    Ground("K1c", _("insults")),
    Ground("K2a", _("agitation against a population group")),
    Ground("K2b", _("sexist statements")),
    Ground("K2c", _("other harassment")),
    Ground("K3a", _("unlawful depictions of violence")),
    Ground("K3b", _("pornography")),
    Ground("K4a", _("incitement to crime")),
    Ground("K4b", _("other criminal activity")),
    Ground("K6a", _("swearing")),
    Ground("K6b", _("obscene words")),
    Ground("K7a", _("commercial messages")),
    Ground("K7b", _("advertising")),
)
# Legal grounds. L-codes must be removed by the provider of an electronic bulletin board,
# by lag (1998:112) 5 §.
ABUSE = "L5"  # of which no copy is ever made
# Grounds, and parts of them, with the same legal duty.
CRIMES = ("K2", "K2a", "K3", "K3a", "K4", "K4a", "K4b", "K5")
LEGAL = (
    Ground("L1", _("unlawful threats (Criminal Code 4:5)")),
    Ground("L2", _("unlawful breach of privacy (Criminal Code 4:6 c)")),
    Ground("L3", _("inciting rebellion (Criminal Code 16:5)")),
    Ground("L4", _("agitation against a population group (Criminal Code 16:8)")),
    Ground(ABUSE, _("images of child sexual abuse (Criminal Code 16:10 a)")),
    Ground("L6", _("unlawful depiction of violence (Criminal Code 16:10 c)")),
    Ground("L7", _("public incitement to terrorism (Act 2022:666)")),
    Ground("L8", _("obvious infringement of copyright (Act 1960:729)")),
    Ground("G1", _("personal data that offend somebody")),
    Ground("S1", _("what is secret by law")),
)
STATES = {
    "proposed": _("Proposed"),
    "consulted": _("Accepted by the information office"),
    "in_force": _("In force"),
    "declined": _("Declined by the information office"),
    "withdrawn": _("Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step in a rule's history: the new state, when (seconds since 1970), by whom, and why."""

    state: str
    at: int
    who: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule that a channel has added to the grounds; its ``id`` (E1, E2 …) is never reused."""

    id: str
    text: str
    steps: tuple[Step, ...]

    @property
    def state(self) -> str:
        """Return the rule's current state, a key of ``STATES``."""
        return self.steps[-1].state


Rules = tuple[OwnRule, ...]


def texts_in_force(rules: Rules) -> tuple[str, ...]:
    """Return the texts of those of a channel's rules that are in force."""
    return tuple(rule.text for rule in rules if rule.state == "in_force")


def rule_choices(rules: Rules) -> tuple[tuple[str, str], ...]:
    """Return (code, text) of the grounds, then of the channel's own rules that are in force."""
    own = ((rule.id, rule.text) for rule in rules if rule.state == "in_force")
    return (*((ground.code, ground.text) for ground in GROUNDS), *own)


def detailed_choices(rules: Rules) -> tuple[tuple[str, str], ...]:
    """Return (code, text) as ``rule_choices`` does, but with each ground divided into its parts."""
    found = []
    for code, text in rule_choices(rules):
        parts = [(part.code, part.text) for part in PARTS if ground_of_part(part.code) == code]
        found += parts or [(code, text)]
    return tuple(found)


def ground_of_part(code: str) -> str:
    """Return the code of the ground that a part belongs to, and any other code unchanged."""
    return code[:-1] if code in {part.code for part in PARTS} else code


def rules_as_data(rules: Rules) -> tuple[dict[str, Any], ...]:
    """Return a channel's rules as plain values, to be stored or sent as JSON."""
    return tuple(
        {
            "id": rule.id,
            "text": rule.text,
            "state": rule.state,
            "steps": [asdict(step) for step in rule.steps],
        }
        for rule in rules
    )


def rules_from_data(data: Iterable[Mapping[str, Any]]) -> Rules:
    """Return the rules that ``rules_as_data`` converted; states follow from their last steps."""
    return tuple(
        OwnRule(each["id"], each["text"], tuple(Step(**step) for step in each["steps"]))
        for each in data
    )


def is_crime(code: str) -> bool:
    """Return whether the law (1998:112, 5 §) requires that messages on this ground are removed."""
    return code.startswith("L") or code in CRIMES
