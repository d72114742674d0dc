"""An append-only log of acts on retrieved posts: by whom they were done, and why.

A post itself stores who hid it and when its source removed it. This log proves it, with lines that
are also in the hub-wide log: stored values must match it. Concurrent writes about two posts are
merged, as in ``history``. A line is ``(time, act, post, who)``, followed by any reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOTreeSet

from ...core.messages.verification import Lane
from . import crisis, hub_storage
from .hub_storage import GREATEST_KEY, append_line, lane_of, new_key

KEY, LANE = "katrineholm.socialhub.post_acts", "posts"
BY_POST = "katrineholm.socialhub.post_acts_by_post"  # (post, number of its line)
SECOND = 1_000_000_000
AT_ONCE = 3600  # seconds between the time of an act and the end of its transaction, at most
# The effect of each act on a post: a field, and its new value; None without effect.
ACTS: dict[str, tuple[str, bool] | None] = {
    "withdraw": ("withdrawn", True),
    "return": ("withdrawn", False),
    "hide": ("hidden", True),
    "decline": ("hidden", True),  # instead of a release
    "show": ("hidden", False),
    **dict.fromkeys(("release", "pin", "unpin", "feature", "unfeature")),
    # The responsible is asked why the source withdrew it, and answers.
    **dict.fromkeys(("ask", "purpose", "fault")),
    # Many posts withdrawn at once wait for a decision: see core.timeline.waves.
    **dict.fromkeys(("let-go", "let-stand")),
    "mask": ("mask", True),
    "unmask": ("mask", False),
    "hold": ("hold", True),
    "lift": ("hold", False),
    "dispose": ("disposed", True),
    "forget": ("forgotten", True),
    # A person demands that it is corrected or erased, and the decision about that.
    **dict.fromkeys(("demand", "grant-demand", "correct", "refuse-demand")),
    # A duplicate entry is removed: the reason is the id of the one that stays.
    "join": ("joined", True),
}
HIDING_ACTS = ("withdraw", "hide", "decline")


@dataclass(frozen=True, slots=True)
class Line:
    """An act on a post. ``time`` is in seconds since 1970; ``who`` is empty for the source."""

    time: int
    act: str
    post: str
    who: str
    why: str = ""


def note_act(
    hub: Any, act: str, posts: Iterable[str], *, now: int, who: str = "", why: str = ""
) -> None:
    """Log an act on posts by ``who``, empty for the source. Hiding a post ends its crisis order."""
    posts = [*posts]
    for post in posts:
        lines = hub_storage.writable_data(hub, KEY, LOBTree)
        number = new_key(lines, now * SECOND, bits=29)
        line = (now, act, post, who, *filter(None, [why]))
        append_line(hub, LANE, lines, number, line)
        hub_storage.writable_data(hub, BY_POST, OOTreeSet).insert((post, number))
    if act in HIDING_ACTS:
        crisis.end_order_of_posts(hub, act, posts, now=now, who=who)


def post_lines(hub: Any, post: str) -> Iterator[Line]:
    """Yield the logged acts on a post, oldest first."""
    lines = hub_storage.stored_data(hub, KEY, LOBTree)
    for _post, number in hub_storage.stored_data(hub, BY_POST, OOTreeSet).keys(
        (post,), (post, GREATEST_KEY)
    ):
        yield Line(*lines[number])


def numbered_lines(hub: Any, number: int | None = None) -> Iterator[tuple[int, Line]]:
    """Yield all logged acts with their numbers, oldest first, or only one of them."""
    lines = hub_storage.stored_data(hub, KEY, LOBTree).items(number, number)
    return ((each, Line(*line)) for each, line in lines)


def recent_numbers(hub: Any) -> tuple[int, ...]:
    """Return the numbers of the last acts, by which ``lines_since`` recognises later ones.

    Writers who commit at the same time may store a lower number after a higher one.
    """
    lines = hub_storage.stored_data(hub, KEY, LOBTree)
    return tuple(lines.keys(lines.maxKey() - AT_ONCE * SECOND)) if lines else ()


def lines_since(hub: Any, seen: tuple[int, ...]) -> Iterator[Line]:
    """Yield the acts that were logged after ``seen``, from ``recent_numbers``; all if empty."""
    lines, known = hub_storage.stored_data(hub, KEY, LOBTree), frozenset(seen)
    for number, line in lines.items(min(seen, default=None)):
        if number not in known:
            yield Line(*line)


def lines_after(hub: Any, time: int) -> Iterator[Line]:
    """Yield the acts at a time or later."""
    lines = hub_storage.stored_data(hub, KEY, LOBTree)
    return (Line(*line) for line in lines.values(time * SECOND))


def share_acts(hub: Any, post: str, other: str) -> None:
    """Make the logged acts on one post appear as acts on another post, too."""
    lines = hub_storage.writable_data(hub, BY_POST, OOTreeSet)
    lines.update([(other, number) for _post, number in lines.keys((post,), (post, GREATEST_KEY))])


def log_lane(hub: Any) -> Lane:
    """Return the log of acts on posts as a lane of the hub-wide log."""
    return lane_of(hub_storage.stored_data(hub, KEY, LOBTree))


def logged_states(hub: Any) -> dict[tuple[str, str], tuple[int, str] | None]:
    """Return (time, user) of the act that last set each (post, field), or None if undone."""
    found = {}
    for now, act, post, who, *_why in hub_storage.stored_data(hub, KEY, LOBTree).values():
        if left := ACTS[act]:
            field, is_out = left
            found[post, field] = (now, who) if is_out else None
    return found


def acts_on_posts(hub: Any, act: str) -> set[tuple[str, int, str]]:
    """Return (post, time, user) for every time an act was done."""
    lines = hub_storage.stored_data(hub, KEY, LOBTree).values()
    return {(post, now, who) for now, known, post, who, *_why in lines if known == act}


def act_times(hub: Any, act: str) -> set[tuple[int, str]]:
    """Return (time, user) for every time an act was done on any post."""
    return {(now, who) for _post, now, who in acts_on_posts(hub, act)}
