"""How retrieved posts went out of the public's sight, and came back: a log that only grows.

Who hid a post, and when its source no longer had it, is told by the post itself. This log, of
which each line stands in the hub-wide one, vouches for it: what is stored must be what it leads
to. What two connections write of two posts is merged, as in ``history``.
"""

from collections.abc import Iterable
from random import getrandbits

from BTrees.LOBTree import LOBTree

from ...core.messages.sealing import fingerprint
from ...core.messages.store import messages_of
from ...core.messages.verifying import Lane
from . import books, crisis

KEY, LANE = "katrineholm.socialhub.post_acts", "posts"
SECOND = 1_000_000_000
# What each act leaves of a post: the field, and whether that holds from then on.
ACTS = {
    "withdraw": ("withdrawn", True),
    "return": ("withdrawn", False),
    "hide": ("hidden", True),
    "show": ("hidden", False),
    "mask": ("mask", True),
    "unmask": ("mask", False),
    "hold": ("hold", True),
    "lift": ("hold", False),
    "dispose": ("disposed", True),
    "forget": ("forgotten", True),
}
OUT_OF_SIGHT = ("withdraw", "hide")


def note(hub, act: str, posts: Iterable[str], *, now: int, who: str = "", why: str = "") -> None:
    """Write down what was done with posts, by their ids; ``who`` is empty for their source."""
    posts = [*posts]
    for post in posts:
        lines = books.begun(hub, KEY, LOBTree)
        number = _number(lines, now)
        lines[number] = line = (now, act, post, who, *([why] if why else []))
        messages_of(hub).note(LANE, number, {"time": now, "hash": _hash(line)})
    if act in OUT_OF_SIGHT:
        crisis.lost(hub, act, posts, now=now, who=who)


def lane(hub) -> Lane:
    """These lines, for the hub-wide log: see inbox.steps.interfaces.ILane."""
    lines = books.read(hub, KEY, LOBTree)
    return Lane(lambda at: _hash(lines[at]) if at in lines else None, lambda: len(lines))


def standing(hub) -> dict[tuple[str, str], tuple[int, str] | None]:
    """What the log leads to: by a post's id and a field when it was hidden, gone or masked by whom.

    None where that was taken back.
    """
    found = {}
    for now, act, post, who, *_why in books.read(hub, KEY, LOBTree).values():
        field, is_out = ACTS[act]
        found[post, field] = (now, who) if is_out else None
    return found


def done(hub, act: str) -> set[tuple[int, str]]:
    """When an act has been done, and by whom, with whichever posts."""
    lines = books.read(hub, KEY, LOBTree).values()
    return {(now, who) for now, known, _post, who, *_why in lines if known == act}


def _hash(line):
    """Of texts and numbers: what they look like is what they are."""
    return fingerprint(repr(line).encode())


def _number(lines, now):
    """By the time, and by chance within a second; after all that is there."""
    number = now * SECOND + getrandbits(29)
    return max(number, lines.maxKey() + 1 + getrandbits(10)) if lines else number
