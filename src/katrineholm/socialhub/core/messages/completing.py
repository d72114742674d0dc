"""What is added to a message after it came in (guideline point G9): its log tells, line by line.

What was captured is never changed. The message holds only where in its log those lines are, so
that a list need not read it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ... import _
from .captured import SENDER, UNKNOWN
from .engine import Refused
from .plain import Data

LINE = "completed"
# What of a message may be filled in, or seen to be another than was captured.
COMPLETED = ("text", "sender", "published")


def as_known(message: Data) -> dict[str, Any]:
    """What is known of a message now, as ``captured`` has it, with all that was added since."""
    found: dict[str, Any] = dict(message["captured"])
    for given in completions(message):
        found |= {name: given[name] for name in COMPLETED if name in given}
        found["withheld"] = {**(found.get("withheld") or {}), **given.get("withheld", {})} or None
    return found


def completions(message: Data) -> list[Data]:
    """What was given each time that something was added, the earliest first."""
    return [message["log"][position]["given"] for position in message.get(LINE, ())]


def positions(lines: Iterable[Data]) -> tuple[int, ...]:
    """Where in a log something was added to its message."""
    return tuple(at for at, line in enumerate(lines) if line["step"] == LINE)


def files_told(lines: Iterable[Data]) -> dict[str, str]:
    """The hash of each file, by its name, that a log tells of as kept."""
    told = (line["given"] for line in lines if line["step"] in ("receive", LINE))
    return {name: each for given in told for name, each in given.get("files", {}).items()}


def added(message: Data, told: Data, files: Mapping[str, str]) -> dict[str, Any]:
    """What the line is to tell; ``files`` are hashes by name. Raises engine.Refused, or ValueError.

    ``told`` may have any of COMPLETED, whole, and ``withheld`` as in ``captured``. What is known
    already is left out, and nothing is added to what is closed.
    """
    if message["state"]["handling"] == "closed":
        raise Refused("state", _("The message is closed: open it again first."))
    if taken := files.keys() & files_told(message["log"].values()):
        raise ValueError(f"names that other files have: {sorted(taken)}")
    known = as_known(message)
    new = {name: _plain(told[name]) for name in COMPLETED if name in told}
    given = {name: new[name] for name in new if new[name] != known.get(name)}
    given |= {name: dict(each) for name, each in _others(told, files) if each}
    if not given:
        raise Refused("given", _("There is nothing new in it."))
    return given


def _others(told: Data, files: Mapping[str, str]) -> tuple[tuple[str, Data], ...]:
    return (("withheld", told.get("withheld") or {}), ("files", dict(sorted(files.items()))))


def _plain(value: Any) -> Any:
    """A sender as ``captured`` keeps it; anything else as it is."""
    if not isinstance(value, Mapping):
        return value
    return {name: value[name] for name in SENDER if value.get(name)} or UNKNOWN
