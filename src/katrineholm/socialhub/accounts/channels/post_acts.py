"""What was done with retrieved posts, by whom and why: a log that only grows.

Who hid a post, and when its source no longer had it, is told by the post itself. This log, of
which each line stands in the hub-wide one, vouches for it: what is stored must be what it leads
to. What two connections write of two posts is merged, as in ``history``. A line is ``(time, act,
post, who)``, and the reason where one was given.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import getrandbits

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOTreeSet

from ...core.messages.sealing import fingerprint
from ...core.messages.store import messages_of
from ...core.messages.verifying import Lane
from . import books, crisis

KEY, LANE = "katrineholm.socialhub.post_acts", "posts"
BY_POST = "katrineholm.socialhub.post_acts_by_post"  # (post, number of its line)
SECOND = 1_000_000_000
LAST = 2**63 - 1  # the greatest number that a tree of this kind can hold
# What each act leaves of a post: the field, and whether that holds from then on; None where it
# leaves nothing.
ACTS: dict[str, tuple[str, bool] | None] = {
    "withdraw": ("withdrawn", True),
    "return": ("withdrawn", False),
    "hide": ("hidden", True),
    "decline": ("hidden", True),  # what has waited to be reviewed
    "show": ("hidden", False),
    **dict.fromkeys(("release", "pin", "unpin", "feature", "unfeature")),
    # Whoever answers for the channel is asked why the source withdrew it, and says so.
    **dict.fromkeys(("ask", "purpose", "fault")),
    # What was withdrawn in a wave and held back is let go, or stands: see core.timeline.waves.
    **dict.fromkeys(("let-go", "let-stand")),
    "mask": ("mask", True),
    "unmask": ("mask", False),
    "hold": ("hold", True),
    "lift": ("hold", False),
    "dispose": ("disposed", True),
    "forget": ("forgotten", True),
    # One post that was stored twice is one entry: why is the id of the one that stays.
    "join": ("joined", True),
}
OUT_OF_SIGHT = ("withdraw", "hide", "decline")


@dataclass(frozen=True, slots=True)
class Line:
    """An act: ``time`` in seconds since 1970, ``who`` is empty for the source."""

    time: int
    act: str
    post: str
    who: str
    why: str = ""


def note(hub, act: str, posts: Iterable[str], *, now: int, who: str = "", why: str = "") -> None:
    """Write down what was done with posts, by their ids; ``who`` is empty for their source."""
    posts = [*posts]
    for post in posts:
        lines = books.begun(hub, KEY, LOBTree)
        number = _number(lines, now)
        lines[number] = line = (now, act, post, who, *filter(None, [why]))
        books.begun(hub, BY_POST, OOTreeSet).insert((post, number))
        messages_of(hub).note(LANE, number, {"time": now, "hash": _hash(line)})
    if act in OUT_OF_SIGHT:
        crisis.lost(hub, act, posts, now=now, who=who)


def of_post(hub, post: str) -> Iterator[Line]:
    """What was done with a post, the first thing first."""
    lines = books.read(hub, KEY, LOBTree)
    for _post, number in books.read(hub, BY_POST, OOTreeSet).keys((post,), (post, LAST)):
        yield Line(*lines[number])


def share(hub, post: str, other: str) -> None:
    """Let what was done with a post be found as what was done with another, too."""
    lines = books.begun(hub, BY_POST, OOTreeSet)
    lines.update([(other, number) for _post, number in lines.keys((post,), (post, LAST))])


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
        if left := ACTS[act]:
            field, is_out = left
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
