from helpers.core.timeline import filled
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.core.timeline.decisions import (
    apply_filter,
    apply_limits,
    hide_entry,
    release_entry,
    show_entry,
)
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.entry import entry_key, is_held, is_visible
from katrineholm.socialhub.core.timeline.marks import remove_mark, set_mark
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.review_queue import queue_sizes, queued_entries
from katrineholm.socialhub.core.timeline.store import KEY
from katrineholm.socialhub.core.timeline.streams import (
    counts_by_month,
    entry_count,
    entry_counts,
    latest_entries,
    months_with_entries,
    neighbour_entries,
)


def titles(timeline, channels, **how):
    return [entry["title"] for entry in latest_entries(timeline, channels, **how)]


def test_channels_are_merged_newest_first(timeline, entry, at):
    dates = {
        "one": {"a": at(1), "d": at(4), "e": at(5), "g": at(7)},
        "two": {"b": at(2), "f": at(6)},
        "three": {"c": at(3)},
    }
    filled(timeline, entry, dates)
    assert titles(timeline, dates) == [f"Title {name}" for name in "gfedcba"]
    assert titles(timeline, dates, start=2, size=3) == ["Title e", "Title d", "Title c"]
    assert titles(timeline, ["two", "three", "two"]) == ["Title f", "Title c", "Title b"]
    assert entry_count(timeline, dates) == 7
    assert entry_count(timeline, ["two", "unknown"]) == 2
    assert (channel_outline(timeline, "one").entries, channel_outline(timeline, "one").newest) == (
        4,
        at(7),
    )


def test_each_channels_entries_are_counted_and_each_months(timeline, entry, at):
    dates = {
        "one": {"a": at(1), "b": at(1), "c": at(1, month=6)},
        "two": {"d": at(1, month=6)},
    }
    filled(timeline, entry, dates)
    assert entry_counts(timeline, ["one", "two", "unknown"]) == {"one": 3, "two": 1}
    (later, earlier) = counts_by_month(timeline, dates).items()
    assert later[0] > earlier[0]
    assert (later[1], earlier[1]) == (2, 2)
    assert entry_counts(timeline, dates, *earlier[0]) == {"one": 2}
    assert list(counts_by_month(timeline, dates)) == months_with_entries(timeline, dates)


def test_entries_of_one_moment_have_a_fixed_order(new_timeline, entry, at):
    names = {name: at(1) for name in "abcdef"}
    one = filled(new_timeline(), entry, {"one": names})
    other = filled(new_timeline(), entry, {"one": dict(reversed(names.items()))})
    assert titles(one, ["one"]) == titles(other, ["one"])


def test_odd_pages_are_empty_or_begin_at_the_newest(timeline, entry, at):
    filled(timeline, entry, {"one": {"a": at(1), "b": at(2)}})
    assert titles(timeline, ["one"], start=-5, size=1) == ["Title b"]
    assert titles(timeline, ["one"], size=-1) == []
    assert titles(timeline, ["one"], start=10**12) == []
    assert titles(timeline, []) == []


def test_a_deep_start_gives_the_page_that_paging_would(timeline, entry, at):
    dates = {str(n): at(1) + n * 30 * 3600 for n in range(400)}
    filled(timeline, entry, {"one": dates, "two": {f"x{n}": at(1, year=2025) for n in range(9)}})
    everything = titles(timeline, ["one", "two"], size=500)
    assert len(everything) == 409
    for start in (0, 199, 200, 201, 333, 399, 400, 405, 408, 409):
        assert titles(timeline, ["one", "two"], start=start, size=7) == everything[start:][:7]
    in_2027 = titles(timeline, ["one"], size=500, year=2027)
    assert len(in_2027) > 201
    assert titles(timeline, ["one"], start=201, size=9, year=2027) == in_2027[201:210]


def test_a_deep_start_leaves_copies_out(timeline, entry, at):
    dates = {str(n): at(1) + n * 30 * 3600 for n in range(260)}
    later = {name: published + 20 * 24 * 3600 for name, published in dates.items()}
    filled(timeline, entry, {"one": dates, "two": later, "three": {"x": at(9)}})
    everything = titles(timeline, ["one", "two", "three"], size=600)
    assert len(everything) == entry_count(timeline, ["one", "two", "three"]) == 261
    for start in (200, 230, 255, 261):
        page = titles(timeline, ["one", "two", "three"], start=start, size=9)
        assert page == everything[start:][:9]


def test_a_first_page_opens_no_tree_of_a_channel_that_is_not_on_it(site, timeline, entry, at):
    quiet = {f"quiet {n}": {"a": at(1), "b": at(2), "c": at(3)} for n in range(50)}
    busy = {"busy": {str(n): at(10) + n for n in range(40)}}
    filled(timeline, entry, quiet | busy)
    site.commit()
    fresh = site.connection()
    latest_entries(fresh.timeline, [*quiet, *busy])
    boxes = fresh.zodb.root()["hub"].__annotations__[KEY]["channels"]
    assert {name for name, box in boxes.items() if box._p_changed is not None} == {"busy"}


CHANNELS = ("one", "two", "three")
MARKS = ("featured", "pinned")
channel = st.sampled_from(CHANNELS)
some = st.sets(channel)
small = st.integers(0, 7)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("keep"), channel, small, st.integers(0, 200), small, st.booleans()),
        st.tuples(st.just("gone"), channel, small),
        st.tuples(st.sampled_from(["hide", "show", "release", "unmark"]), channel, small),
        st.tuples(st.sampled_from(["refilter", "trim", *MARKS]), channel, small),
    ),
    max_size=20,
)


def after(steps, timeline, entry, at):
    """A timeline in which channels share posts, change, hold, hide, filter, limit, mark them."""
    for moment, (what, channel, number, *values) in enumerate(steps):
        everything = list(all_entries(timeline, channel))
        if what == "keep":
            day, post, hold = values
            same = {"link": f"https://example.org/{post}", "title": f"Post {post}"}
            made = entry(str(number), published=at(1) + day * 24 * 3600, **same)
            store_document(timeline, channel, [made], now=10**9 + moment // 3, hold=hold)
        elif what == "gone":
            store_document(timeline, channel, [], now=10**9 + moment, deleted=[f"id:{number}"])
        elif what == "refilter":
            apply_filter(timeline, channel, lambda each, number=number: each["id"] != str(number))
        elif what == "trim":
            apply_limits(timeline, channel, keep=number or None)
        elif everything:
            act(timeline, what, everything[number % len(everything)]["entry_id"])
    return timeline


def act(timeline, what, entry_id):
    who = {"by": "anna", "now": 10**9}
    if what in MARKS:
        set_mark(timeline, what, entry_id, **who)
    elif what == "hide":
        hide_entry(timeline, entry_id, **who)
    elif what == "release":
        release_entry(timeline, entry_id, **who)
    elif what == "show":
        show_entry(timeline, entry_id)
    else:
        remove_mark(timeline, entry_id)


def once(timeline, channels):
    """The ids that a visitor should see, found by looking at every entry."""
    visible = [each for one in channels for each in all_entries(timeline, one) if is_visible(each)]
    groups = {}
    for each in sorted(visible, key=lambda each: (each["first_seen"], each["entry_id"])):
        groups.setdefault(each["link"], []).append(each)
    expected = set()
    for members in groups.values():
        alone = len({each["channel"] for each in members}) == 1
        expected |= {each["entry_id"] for each in (members if alone else members[:1])}
    return expected


@given(steps, some)
def test_a_post_in_several_channels_is_shown_once(new_timeline, entry, at, steps, channels):
    timeline = after(steps, new_timeline(), entry, at)
    found = [each["entry_id"] for each in latest_entries(timeline, channels, size=100)]
    assert len(found) == len(set(found))
    assert set(found) == once(timeline, channels)


@given(steps, some, st.integers(1, 5))
def test_pages_counts_and_months_agree(new_timeline, entry, at, steps, channels, size):
    timeline = after(steps, new_timeline(), entry, at)
    everything = latest_entries(timeline, channels, size=100)
    starts = range(0, len(everything) + size, size)
    pages = [latest_entries(timeline, channels, start=start, size=size) for start in starts]
    assert [each for page in pages for each in page] == everything
    assert [each["time"] for each in everything] == sorted(
        (each["time"] for each in everything), reverse=True
    )
    assert entry_count(timeline, channels) == len(everything)
    found = []
    for year, month in months_with_entries(timeline, channels):
        there = latest_entries(timeline, channels, year=year, month=month, size=100)
        assert entry_count(timeline, channels, year, month) == len(there) > 0
        found += there
    assert found == everything


@given(steps)
def test_a_channel_knows_its_size_and_its_newest(new_timeline, entry, at, steps):
    timeline = after(steps, new_timeline(), entry, at)
    for one in CHANNELS:
        times = [each["time"] for each in all_entries(timeline, one) if is_visible(each)]
        assert channel_outline(timeline, one).entries == len(times)
        assert channel_outline(timeline, one).newest == max(times, default=None)


@given(steps, some, st.lists(st.sampled_from(MARKS), unique=True), st.integers(1, 5))
def test_what_is_marked_leads_and_nothing_is_doubled(
    new_timeline, entry, at, steps, channels, lead, size
):
    timeline = after(steps, new_timeline(), entry, at)
    by_time = latest_entries(timeline, channels, size=100)
    led = latest_entries(timeline, channels, size=100, lead=lead)
    post = posts(timeline, channels)
    marked = [
        each
        for name, mark in timeline.marks().items()
        if name in lead and (each := timeline.get(mark["entry"]))["entry_id"] in post
    ]
    marked.sort(key=lambda each: lead.index(mark_of(timeline, each)))
    first = {post[each["entry_id"]]: each for each in reversed(marked)}
    assert led[: len(first)] == list(reversed(first.values()))
    rest = [each for each in by_time if post[each["entry_id"]] not in first]
    assert led[len(first) :] == rest
    assert len(led) == len(by_time) == entry_count(timeline, channels)
    pages = [
        latest_entries(timeline, channels, start=n, size=size, lead=lead)
        for n in range(0, 99, size)
    ]
    assert [each for page in pages for each in page] == led


def posts(timeline, channels):
    """What each visible entry is shown once with: its link where two channels have it."""
    visible = [each for one in channels for each in all_entries(timeline, one) if is_visible(each)]
    where = {}
    for each in visible:
        where.setdefault(each["link"], set()).add(each["channel"])
    return {
        each["entry_id"]: each["link"] if len(where[each["link"]]) > 1 else each["entry_id"]
        for each in visible
    }


def mark_of(timeline, entry):
    return next(n for n, mark in timeline.marks().items() if mark["entry"] == entry["entry_id"])


@given(steps)
def test_nothing_that_waits_or_is_hidden_is_seen(new_timeline, entry, at, steps):
    timeline = after(steps, new_timeline(), entry, at)
    seen = latest_entries(timeline, CHANNELS, size=100, lead=MARKS)
    assert [each for each in seen if each["held"] or each["hidden"] or each["filtered"]] == []
    waiting = queued_entries(timeline, CHANNELS, 100)
    everything = [each for one in CHANNELS for each in all_entries(timeline, one)]
    assert {each["entry_id"] for each in waiting} == {
        each["entry_id"] for each in everything if is_held(each)
    }
    assert [each for each in waiting if is_visible(each)] == []
    assert sum(queue_sizes(timeline).values()) == len(waiting)


@given(steps)
def test_beside_an_entry_are_the_nearest_that_visitors_see(new_timeline, entry, at, steps):
    timeline = after(steps, new_timeline(), entry, at)
    everything = list(all_entries(timeline, "one"))
    seen = sorted(map(entry_key, filter(is_visible, everything)))
    for each in everything:
        own = entry_key(each)
        newer, older = [key for key in seen if key < own], [key for key in seen if key > own]
        beside = [found and entry_key(found) for found in neighbour_entries(timeline, each)]
        assert beside == [newer[-1] if newer else None, older[0] if older else None]
