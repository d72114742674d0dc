"""The coverage of a package, which states the posts of each channel that the package contains.

Coverage is stored as stretches of at most one month: start, end (excluded) and the count of posts.
A stretch is valid as long as the channel has as many posts in it. A post that arrives late, or gets
another date, thus requires a new package only for its month.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from plone.dexterity.content import Container

from ...accounts.channels.facts import any_channel
from ...core.timeline.months import clamped_time, month_number, month_start
from ...core.timeline.record import oldest_time_between, record_extent, times_between
from ...core.timeline.store import Timeline, timeline_of
from .order_storage import BUILDING, Order, all_orders
from .scope import END_OF_TIME, Scope, Span, period_bounds

Stretch = tuple[int, int, int]


def package_coverage(scope: Scope, taken: int) -> dict[str, tuple[Stretch, ...]]:
    """Return the stretches in a package of ``scope`` made at ``taken``, by channel UID."""
    spans = () if scope.secret else scope.spans
    return {span.channel.uid: tuple(_stretches(scope.timeline, span, taken)) for span in spans}


def packages_with_post(hub: Container, uid: str, time: int) -> Iterator[Order]:
    """Yield the packages that may contain a channel's post or message of a given time.

    They can be downloaded, or are being made just now.
    """
    facts = any_channel(hub, uid)
    owners = {uid, facts.administration.uid} if facts else {uid}
    for each in all_orders(hub):
        start, end = _period(each)
        is_there = each.has_files or each.state == BUILDING
        is_in = start <= time < end and not each.secret
        if is_there and is_in and each.whose in owners:
            yield each


def oldest_missing_time(hub: Container, uid: str, packages: Iterable[Order]) -> int | None:
    """Return the time of a channel's oldest post that none of the packages contains, or None."""
    timeline, at = timeline_of(hub), -END_OF_TIME
    for start, end in sorted(
        each for one in packages for each in _complete_stretches(timeline, uid, one)
    ):
        if start > at and (found := oldest_time_between(timeline, uid, at, start)) is not None:
            return found
        at = max(at, end)
    return oldest_time_between(timeline, uid, at, END_OF_TIME)


def _stretches(timeline: Timeline, span: Span, taken: int) -> Iterator[Stretch]:
    """Yield the stretches of a span; posts later than ``taken`` are not in it."""
    start, end = span.start, min(span.end, taken + 1)
    times = times_between(timeline, span.channel.uid, start, end)
    for month, found in groupby(times, lambda time: month_number(clamped_time(time))):
        held = list(found)
        first, last = min(month_start(month), held[0]), max(month_start(month + 1), held[-1] + 1)
        yield max(start, first), min(end, last), len(held)


def _complete_stretches(timeline: Timeline, uid: str, package: Order) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a package that contain all that the channel now has there."""
    if package.posts is None:
        yield from _complete_period(timeline, uid, package)
        return
    for start, end, number in package.posts.get(uid, ()):
        if len(times_between(timeline, uid, start, end)) == number:
            yield start, end


def _complete_period(timeline, uid, package):
    """Yield the period of a package of 1.0.0a1, valid until the next post comes."""
    if (package.last_entries or {}).get(uid) == record_extent(timeline, uid):
        yield _period(package)


def _period(package: Order) -> tuple[int, int]:
    return period_bounds(date.fromisoformat(package.first), date.fromisoformat(package.last))
