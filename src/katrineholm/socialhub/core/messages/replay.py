"""The state of a message as it follows from its log, by replaying line by line.

The result can then be compared with the stored state. Guards are not checked again, only that a
step can start in the message's state: the guards were checked when the step was taken, and the law
may have changed since.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from . import engine
from .data_types import Data
from .disposal import DISPOSAL_STEP as DISPOSAL
from .flow import TRANSITIONS
from .integrity import ERASED_VALUES
from .message_lists import NEVER
from .state import State, facts_from_data, initial_state, state_data


@dataclass(frozen=True, slots=True)
class ReplayedMessage:
    """A message as it follows from its log; ``source`` is anonymous."""

    channel: str
    source: str
    state: State
    who: str = ""
    why: str = ""
    order: int = NEVER - 1

    def stored_values(self) -> dict[str, object]:
        """Return the values that the stored message should have, except its source."""
        where = {"channel": self.channel, "who": self.who, "why": self.why, "order": self.order}
        return where | {"state": state_data(self.state)}


def replayed_message(lines: Iterable[Data]) -> ReplayedMessage:
    """Return the message that follows from the lines of its log, given in order.

    Raise Refused if a step in it was not possible, and ValueError or KeyError if the lines are not
    a message's log.
    """
    lines = list(lines)
    origin = _origin(lines)
    came = initial_state(direct=origin["is_direct"], elsewhere=origin.get("is_elsewhere", False))
    message = ReplayedMessage(origin["channel"], origin["source"], came)
    for line in lines[1:]:
        message = _with_line(message, line)
    return message


def _origin(lines: list[Data]) -> Data:
    """Return how it came in; if that line is erased, the disposal has it."""
    if not lines or lines[0]["step"] != "receive":
        raise ValueError("a log begins with how the message came in")
    values = (line["given"] for line in lines if line["step"] in ("receive", DISPOSAL))
    origin: Data = next(given["origin"] for given in values if "origin" in given)
    return origin


def _with_line(message: ReplayedMessage, line: Data) -> ReplayedMessage:
    step, given = line["step"], {} if line["given"] == ERASED_VALUES else line["given"]
    if step == "wait":
        return _with_handler(message, given)
    if step == "state":
        return replace(message, state=engine.state_with_facts(message.state, given))
    if step not in TRANSITIONS:
        return message
    before = message.state
    if step == DISPOSAL:
        before = replace(before, facts=facts_from_data(given["facts"]))
    return with_state(message, engine.replayed_state(before, step, given), line["time"])


def with_state(message: ReplayedMessage, state: State, time: int) -> ReplayedMessage:
    """Return a message in a new state; one that is closed or reopened loses its deadline."""
    was_closed, is_closed = (each.handling == "closed" for each in (message.state, state))
    if is_closed and not was_closed:
        return replace(message, state=state, who="", why="", order=-time)
    order = NEVER - 1 if was_closed and not is_closed else message.order
    return replace(message, state=state, order=order)


def _with_handler(message: ReplayedMessage, given: Data) -> ReplayedMessage:
    if "for" not in given:  # erased: closed since then
        return message
    order = NEVER - 1 if given["due"] is None else given["due"]
    return replace(message, who=given["for"], why=given["why"], order=order)
