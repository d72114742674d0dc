"""What a package holds of a channel, month by month."""

from datetime import UTC, datetime

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.archive.packages.coverage import oldest_missing_time, package_coverage
from katrineholm.socialhub.archive.packages.scope import END_OF_TIME, Scope, Span
from katrineholm.socialhub.core.timeline.record import times_between
from katrineholm.socialhub.core.timeline.store import timeline_of


def second(*moment):
    return int(datetime(*moment, tzinfo=UTC).timestamp())


def test_it_is_told_by_months_and_until_it_was_made(hub):
    scope = scope_of(hub, 0, END_OF_TIME)
    [stretches] = package_coverage(scope, second(2026, 7, 15, 10)).values()
    assert stretches == (
        (second(2026, 5, 31, 22), second(2026, 6, 30, 22), 3),
        (second(2026, 6, 30, 22), second(2026, 7, 15, 10) + 1, 1),
    )
    [stretches] = package_coverage(scope, second(2026, 7, 1)).values()
    assert [number for _start, _end, number in stretches] == [3]


def test_of_a_part_of_a_month_only_that_part_is_told(hub):
    [stretches] = package_coverage(
        scope_of(hub, second(2026, 6, 10), second(2026, 6, 20)), END_OF_TIME
    ).values()
    assert stretches == ((second(2026, 6, 10), second(2026, 6, 20), 3),)


def test_without_a_package_the_oldest_post_is_missing_and_without_a_post_nothing(hub):
    assert oldest_missing_time(hub, hub.kultur.bloggen.UID(), []) == second(2026, 6, 15, 10)
    assert oldest_missing_time(hub, "0" * 32, []) is None


def test_posts_from_before_1970_and_after_2199_are_covered_too(hub, keep):
    blog = hub.kultur.bloggen
    times = [second(1912, 4, 15), second(2300, 1, 1)]
    for time in times:
        keep(blog, published=datetime.fromtimestamp(time, UTC))
    found = times_between(timeline_of(hub), blog.UID(), -END_OF_TIME, END_OF_TIME)
    [stretches] = package_coverage(scope_of(hub, -END_OF_TIME, END_OF_TIME), END_OF_TIME).values()
    assert sum(number for _start, _end, number in stretches) == len(found) == 6
    assert all(any(s <= time < e for s, e, _n in stretches) for time in found)


def scope_of(hub, start, end):
    facts = facts_of(hub.kultur.bloggen)
    return Scope(hub, "", (facts,), None, None, (Span(facts, start, end),))
