"""The state of a message: handling, publication and record, and the facts stated by its handler."""

from dataclasses import dataclass
from typing import Any

from ... import _
from .data_types import Data

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
UNANSWERED = ("received", "assessing", "answering", "forwarded")  # without an answer or an act
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
    """The facts stated by a message's handler, which guideline points G7 to G9 ask for.

    ``addressed``: the message is meant for the authority, not for other readers. ``answer_due``:
    its sender expects an answer. ``case``: it belongs to a case, or could start one. ``secret``: it
    may contain secret information. ``minor``: it is obviously of little importance. ``rules``: the
    codes of the rules that it breaks.
    """

    addressed: bool = False
    answer_due: bool = False
    case: bool = False
    secret: bool = False
    minor: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A message's state; ``record`` is a set of keys of ``RECORD``.

    ``is_direct`` is true if it came as a direct message, even after it was cleared away.
    ``is_answered`` is true if it has been answered since the latest follow-up came in.
    """

    handling: str = "received"
    publication: str = "public"
    record: frozenset[str] = frozenset({"captured"})
    is_direct: bool = False
    is_answered: bool = False
    facts: Facts = Facts()

    @property
    def is_removed(self) -> bool:
        """Return whether a public message was taken down."""
        return self.publication in REMOVED and not self.is_direct

    @property
    def can_come_down(self) -> bool:
        """Return whether a message is, or was, on a public page of the municipality."""
        return not self.is_direct and self.publication != "elsewhere"


def initial_state(*, direct: bool, elsewhere: bool = False) -> State:
    """Return the state of a new message (T0); ``elsewhere`` is true if the page is another's."""
    if direct:
        return State(publication="direct", is_direct=True)
    return State(publication="elsewhere" if elsewhere else "public")


def state_data(state: State) -> dict[str, Any]:
    """Return a state as plain data, to be stored and sealed."""
    facts = _field_values(state.facts) | {"rules": list(state.facts.rules)}
    return _field_values(state) | {"record": sorted(state.record), "facts": facts}


def state_from_data(data: Data) -> State:
    """Return the state that ``state_data`` converted to plain data."""
    facts = facts_from_data(data["facts"])
    return State(**dict(data) | {"record": frozenset(data["record"]), "facts": facts})


def facts_from_data(data: Data) -> Facts:
    """Return the facts from the ``facts`` of a state's plain data."""
    return Facts(**dict(data) | {"rules": tuple(data["rules"])})


def _field_values(made: State | Facts) -> dict[str, Any]:
    """Return the fields as they are; ``asdict`` copies their values, which is slow."""
    return {name: getattr(made, name) for name in made.__slots__}
