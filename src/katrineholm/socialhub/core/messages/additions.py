"""Additions to a message after it came in (guideline point G9), as lines of its log.

The captured content is never changed. The message has the positions of those lines in its log, so
that a list need not read it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ... import _
from .content import SENDER_FIELDS, UNKNOWN
from .data_types import Data
from .engine import Refused

ADDITION = "completed"
# The fields of a message that may be completed or corrected later.
ADDABLE_FIELDS = ("text", "sender", "published")


def known_content(message: Data) -> dict[str, Any]:
    """Return the content of a message with all additions, in the shape of ``captured``."""
    found: dict[str, Any] = dict(message["captured"])
    for given in message_additions(message):
        found |= {name: given[name] for name in ADDABLE_FIELDS if name in given}
        found["withheld"] = {**(found.get("withheld") or {}), **given.get("withheld", {})} or None
    return found


def message_additions(message: Data) -> list[Data]:
    """Return the values of each addition, the earliest first."""
    return [message["log"][position]["given"] for position in message.get(ADDITION, ())]


def addition_positions(lines: Iterable[Data]) -> tuple[int, ...]:
    """Return the positions in a log of the additions to its message."""
    return tuple(at for at, line in enumerate(lines) if line["step"] == ADDITION)


def logged_files(lines: Iterable[Data]) -> dict[str, str]:
    """Return the hash of each stored file, by its name, from a log."""
    values = (line["given"] for line in lines if line["step"] in ("receive", ADDITION))
    return {name: each for given in values for name, each in given.get("files", {}).items()}


def new_addition(message: Data, values: Data, files: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of a new addition. Raise Refused or ValueError.

    ``values`` may have any of ADDABLE_FIELDS, whole, and ``withheld`` as in the captured content;
    ``files`` are hashes by name. Known values are left out, and nothing is added to a closed
    message.
    """
    if message["state"]["handling"] == "closed":
        raise Refused("state", _("The message is closed: open it again first."))
    if taken := files.keys() & logged_files(message["log"].values()):
        raise ValueError(f"names that other files have: {sorted(taken)}")
    known = known_content(message)
    new = {name: _sender_values(values[name]) for name in ADDABLE_FIELDS if name in values}
    given = {name: new[name] for name in new if new[name] != known.get(name)}
    others = {"withheld": values.get("withheld"), "files": dict(sorted(files.items()))}
    given |= {name: dict(each) for name, each in others.items() if each}
    if not given:
        raise Refused("given", _("There is nothing new in it."))
    return given


def _sender_values(value: Any) -> Any:
    """Return a sender as it is stored, or any other value unchanged."""
    if not isinstance(value, Mapping):
        return value
    return {name: value[name] for name in SENDER_FIELDS if value.get(name)} or UNKNOWN
