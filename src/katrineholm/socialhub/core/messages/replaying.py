"""Where a message stands by its log alone: each line done once more, on nothing but the lines.

What is stored beside a log can then be held against it. The lines are taken for what they tell:
a step must start where the message stands, but guards are not asked again. They asked the site
of that day, and the law behind them may be another by now; what was right then stays right.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from . import engine
from .erasing import STEP as DISPOSAL
from .flow import TRANSITIONS
from .plain import Data
from .sealing import ERASED
from .shelves import NEVER
from .state import State, as_data, facts_from_data, received


@dataclass(frozen=True, slots=True)
class Standing:
    """What a log tells of its message; ``source`` as ``erasing.nameless`` gives it."""

    channel: str
    source: str
    state: State
    who: str = ""
    why: str = ""
    order: int = NEVER - 1

    def as_kept(self) -> dict[str, object]:
        """As the message itself has it; of where it came from, see ``erasing.nameless``."""
        where = {"channel": self.channel, "who": self.who, "why": self.why, "order": self.order}
        return where | {"state": as_data(self.state)}


def replayed(lines: Iterable[Data]) -> Standing:
    """What becomes of a message by its lines, the earliest first.

    Raises engine.Refused where a step is taken that cannot be, and ValueError or KeyError where
    the lines are none of a message's.
    """
    lines = list(lines)
    origin = _origin(lines)
    came = received(direct=origin["is_direct"], elsewhere=origin.get("is_elsewhere", False))
    standing = Standing(origin["channel"], origin["source"], came)
    for line in lines[1:]:
        standing = _after(standing, line)
    return standing


def _origin(lines: list[Data]) -> Data:
    """How it came in; where that line is erased, the one that tells of the disposal has it."""
    if not lines or lines[0]["step"] != "receive":
        raise ValueError("a log begins with how the message came in")
    told = (line["given"] for line in lines if line["step"] in ("receive", DISPOSAL))
    origin: Data = next(given["origin"] for given in told if "origin" in given)
    return origin


def _after(standing: Standing, line: Data) -> Standing:
    step, given = line["step"], {} if line["given"] == ERASED else line["given"]
    if step == "wait":
        return _waiting(standing, given)
    if step == "state":
        return replace(standing, state=engine.state_facts(standing.state, given))
    if step not in TRANSITIONS:
        return standing
    before = standing.state
    if step == DISPOSAL:
        before = replace(before, facts=facts_from_data(given["facts"]))
    return moved(standing, engine.after(before, step, given), line["time"])


def moved(standing: Standing, state: State, time: int) -> Standing:
    """A closed message waits for nobody, and an opened one for whoever it is given to next."""
    was_closed, is_closed = (each.handling == "closed" for each in (standing.state, state))
    if is_closed and not was_closed:
        return replace(standing, state=state, who="", why="", order=-time)
    order = NEVER - 1 if was_closed and not is_closed else standing.order
    return replace(standing, state=state, order=order)


def _waiting(standing: Standing, given: Data) -> Standing:
    if "for" not in given:  # erased: it has been closed since
        return standing
    order = NEVER - 1 if given["due"] is None else given["due"]
    return replace(standing, who=given["for"], why=given["why"], order=order)
