"""Which of a channel's posts the packages hold: a package of a part is not one of the whole.

What a package holds is kept as stretches, a month at most: from when, until before when, and how
many posts it had. A stretch counts as long as the channel has as many posts there, so a post that
comes late, or gets another date, asks for another package of its month alone.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from ...accounts.channels.facts import known_one
from ...core.timeline.months import begins, number_at, sortable
from ...core.timeline.store import Timeline, timeline_of
from ..packing.scope import FOR_EVER, Scope, Span, seconds
from .book import Order, newest_first

Stretch = tuple[int, int, int]


def posts_in(scope: Scope, taken: int) -> dict[str, tuple[Stretch, ...]]:
    """Return by the UID of each channel what a package of a scope, made at ``taken``, holds."""
    return {
        span.channel.uid: tuple(_stretches(scope.timeline, span, taken)) for span in scope.spans
    }


def with_post(hub, uid: str, time: int) -> Iterator[Order]:
    """The packages with files here that may hold a channel's post of a moment."""
    facts = known_one(hub, uid)
    owners = {uid, facts.administration.uid} if facts else {uid}
    for each in newest_first(hub):
        start, end = _period(each)
        if each.has_files and start <= time < end and each.whose in owners:
            yield each


def missing_since(hub, uid: str, packages: Iterable[Order]) -> int | None:
    """Return the time of a channel's oldest post that none of these packages holds, or None."""
    timeline, at = timeline_of(hub), -FOR_EVER
    for start, end in sorted(each for one in packages for each in _whole(timeline, uid, one)):
        if start > at and (found := timeline.oldest_between(uid, at, start)) is not None:
            return found
        at = max(at, end)
    return timeline.oldest_between(uid, at, FOR_EVER)


def _stretches(timeline: Timeline, span: Span, taken: int) -> Iterator[Stretch]:
    """What has happened later than it was made is not in it, whatever its last day is."""
    start, end = span.start, min(span.end, taken + 1)
    times = timeline.times(span.channel.uid, start, end)
    for month, found in groupby(times, lambda time: number_at(sortable(time))):
        held = list(found)
        first, last = min(begins(month), held[0]), max(begins(month + 1), held[-1] + 1)
        yield max(start, first), min(end, last), len(held)


def _whole(timeline: Timeline, uid: str, package: Order) -> Iterator[tuple[int, int]]:
    """The stretches of a package that hold all that the channel has there now."""
    if package.posts is None:
        yield from _whole_before(timeline, uid, package)
        return
    for start, end, number in package.posts.get(uid, ()):
        if len(timeline.times(uid, start, end)) == number:
            yield start, end


def _whole_before(timeline, uid, package):
    """A package of 1.0.0a1 holds its period as long as no post has come since."""
    if (package.last_entries or {}).get(uid) == timeline.last_kept(uid):
        yield _period(package)


def _period(package: Order) -> tuple[int, int]:
    return seconds(date.fromisoformat(package.first), date.fromisoformat(package.last))
