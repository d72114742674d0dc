"""What the information office has put on top of a hub, and until when: a log that only grows.

Its last line is what holds. Each line stands in the hub-wide log, so that it vouches for who did
what. What takes a post out of sight, or a channel's voice, ends what is about it for good: it
does not come back with the post. Moments are whole seconds since 1970 (UTC).
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from time import time

from BTrees.LOBTree import LOBTree
from plone import api

from ... import DAY
from ...core.messages.sealing import fingerprint
from ...core.messages.store import messages_of
from ...core.messages.verifying import Lane
from . import books
from .facts import SPEAKING
from .hub import hub_of

KEY, LANE = "katrineholm.socialhub.crisis", "crisis"
LONGEST = 14 * DAY
OVER = 0
SECOND = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Order:
    """A line: what is on top, from ``since`` ``until``, ``by`` whom, empty for its source.

    ``channel`` is a UID; ``entry`` is the id of the one post that it is about, or empty. What was
    ended has 0 as ``until``, and says ``why`` where nobody asked for it.
    """

    since: int
    until: int
    channel: str
    entry: str = ""
    by: str = ""
    why: str = ""


def order(hub, now: int) -> Order | None:
    """What is on top; None where nothing is, or its hour has come."""
    lines = books.read(hub, KEY, LOBTree)
    last = Order(*lines[lines.maxKey()]) if lines else None
    return last if last and now < last.until else None


def past(hub) -> Iterator[Order]:
    """All lines, the newest first."""
    return (Order(*line) for line in reversed(books.read(hub, KEY, LOBTree).values()))


def begin(hub, channel: str, entry: str, *, until: int, now: int, who: str) -> None:
    """Put a channel, or one of its posts, on top in place of anything else.

    If it is there already for as long, nothing is written.
    """
    wanted, before = Order(now, until, channel, entry, who), order(hub, now)
    if before is None or replace(wanted, since=before.since, by=before.by) != before:
        _write(hub, wanted)


def end(hub, *, now: int, who: str = "", why: str = "") -> bool:
    """Let nothing be on top any more; False where nothing is."""
    if (found := order(hub, now)) is None:
        return False
    _write(hub, Order(now, OVER, found.channel, found.entry, who, why))
    return True


def lost(hub, act: str, posts: Iterable[str], *, now: int, who: str) -> None:
    """Posts have gone out of sight by an act of ``post_acts``: one that was on top is so no more.

    Their channel stays on top where it was the channel that was put there.
    """
    found = order(hub, now)
    if found and found.entry and found.entry in posts:
        end(hub, now=now, who=who, why=act)


def stepped(channel, event) -> None:
    """A channel has taken a step: one that does not speak any more is not on top, either."""
    hub, now, state = hub_of(channel), int(time()), event.new_state.getId()
    found = order(hub, now) if hub is not None else None
    if found and found.channel == channel.UID() and state not in SPEAKING:
        end(hub, now=now, who=api.user.get_current().getId() or "", why=state)


def lane(hub) -> Lane:
    """These lines, for the hub-wide log: see inbox.steps.interfaces.ILane."""
    lines = books.read(hub, KEY, LOBTree)
    return Lane(lambda at: _hash(lines[at]) if at in lines else None, lambda: len(lines))


def _write(hub, line: Order):
    lines, told = books.begun(hub, KEY, LOBTree), astuple(line)
    number = line.since * SECOND
    number = max(number, lines.maxKey() + 1) if lines else number
    lines[number] = told
    messages_of(hub).note(LANE, number, {"time": line.since, "hash": _hash(told)})


def _hash(line):
    """Of texts and numbers: what they look like is what they are."""
    return fingerprint(repr(line).encode())
