"""A double click is one wish: what moves a message nowhere could be done twice by it."""

from collections.abc import Mapping, Sequence

from ... import _
from ...core.messages.engine import STATED, Refused
from ...core.messages.flow import TRANSITIONS

REPEATABLE = ("to-mailbox", "register", "seal", "mark")
PAUSE = 60  # seconds


def refuse_twice(log: Sequence[Mapping], step: str, given: Mapping, now: int) -> None:
    """Raise engine.Refused if the same step was logged just now with the same values.

    ``log`` is the message's, ``now`` seconds since 1970.
    """
    latest = next(line for line in reversed(log) if line["step"] != "wait")
    is_recent = abs(now - latest["time"]) < PAUSE
    if step not in REPEATABLE or latest["step"] != step or not is_recent:
        return
    names = (*TRANSITIONS[step].asks, *STATED)
    if all(latest["given"].get(name) == given.get(name) for name in names):
        sentence = _("That was done just now. Wait a minute if it is to be done once more.")
        raise Refused("twice", sentence)
