"""Where a message stands: three regions side by side, and what its handler has stated."""

from dataclasses import dataclass
from typing import Any

from ... import _
from .plain import Data

HANDLING = {
    "received": _("Received"),
    "assessing": _("Being assessed"),
    "answering": _("Being answered"),
    "forwarded": _("Passed on"),
    "answered": _("Answered"),
    "watched": _("Watched"),
    "acting": _("Being acted on"),
    "closed": _("Closed"),
}
PUBLICATION = {
    "public": _("Public"),
    "unpublished": _("Unpublished"),
    "deleted": _("Deleted"),
    "direct": _("Direct, never public"),
    "elsewhere": _("On a page that is not ours"),
}
RECORD = {
    "captured": _("Captured"),
    "sealed": _("Evidence sealed"),
    "in_mailbox": _("In the authority's mailbox"),
    "registered": _("Registered"),
    "disposed": _("Disposed of"),
}
REMOVED = ("unpublished", "deleted")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the handler states of a message; guideline points G7 to G9 ask for each.

    ``addressed``: it is meant for the authority, not for whoever reads along. ``answer_due``: its
    sender expects an answer. ``case``: it belongs to a case, or could start one. ``secret``: it may
    hold what is secret. ``minor``: it is obviously of little importance. ``rules``: the codes of
    the rules that it breaks.
    """

    addressed: bool = False
    answer_due: bool = False
    case: bool = False
    secret: bool = False
    minor: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A message's state; ``record`` holds keys of ``RECORD``.

    ``is_direct`` is how it came, and stays when a direct message is cleared away.
    ``is_answered`` says that it has been answered since the latest follow-up came in.
    """

    handling: str = "received"
    publication: str = "public"
    record: frozenset[str] = frozenset({"captured"})
    is_direct: bool = False
    is_answered: bool = False
    facts: Facts = Facts()

    @property
    def is_removed(self) -> bool:
        """Whether what was public has been taken down; a direct message is only cleared away."""
        return self.publication in REMOVED and not self.is_direct

    @property
    def can_come_down(self) -> bool:
        """Whether it is, or was, where the public reads it and we decide what stays."""
        return not self.is_direct and self.publication != "elsewhere"


def received(*, direct: bool, elsewhere: bool = False) -> State:
    """A message that has just come in (T0); ``elsewhere`` is on a page that is not ours."""
    if direct:
        return State(publication="direct", is_direct=True)
    return State(publication="elsewhere" if elsewhere else "public")


def as_data(state: State) -> dict[str, Any]:
    """A state as plain data, to keep and to seal."""
    facts = _values(state.facts) | {"rules": list(state.facts.rules)}
    return _values(state) | {"record": sorted(state.record), "facts": facts}


def from_data(data: Data) -> State:
    """The state that ``as_data`` made the data of."""
    facts = facts_from_data(data["facts"])
    return State(**dict(data) | {"record": frozenset(data["record"]), "facts": facts})


def facts_from_data(data: Data) -> Facts:
    """The facts in a state that ``as_data`` made the data of."""
    return Facts(**dict(data) | {"rules": tuple(data["rules"])})


def _values(made: State | Facts) -> dict[str, Any]:
    """Its fields as they are; ``asdict`` copies whatever is in them, which takes long."""
    return {name: getattr(made, name) for name in made.__slots__}
