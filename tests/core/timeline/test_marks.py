import pytest

from katrineholm.socialhub.core.timeline.decisions import hide_entry, show_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.marks import remove_mark, set_mark
from katrineholm.socialhub.core.timeline.streams import entry_count, latest_entries

NEWS, FILMS = "news", "films"
BOTH = (NEWS, FILMS)
LEAD = ("featured", "pinned")


@pytest.fixture
def ids(timeline, entry, at):
    """The ids of four entries of news and two of films, by their names."""
    kept = {}
    for channel, days in ((NEWS, (1, 3, 5, 6)), (FILMS, (2, 4))):
        entries = [entry(str(day), published=at(day)) for day in days]
        new = store_document(timeline, channel, entries, now=at(9)).new
        kept |= dict(zip(days, new, strict=True))
    return kept


@pytest.fixture
def mark(timeline, ids, at):
    return lambda name, day: set_mark(timeline, name, ids[day], by="anna", now=at(9))


def days(timeline, channels=BOTH, lead=LEAD, **how):
    return [int(each["id"]) for each in latest_entries(timeline, channels, lead=lead, **how)]


def test_what_is_marked_stands_first_and_nowhere_else(timeline, mark):
    mark("pinned", 3)
    mark("featured", 2)
    assert days(timeline) == [2, 3, 6, 5, 4, 1]
    assert days(timeline, lead=["pinned"]) == [3, 6, 5, 4, 2, 1]
    assert days(timeline, lead=()) == [6, 5, 4, 3, 2, 1]
    assert entry_count(timeline, BOTH) == 6


@pytest.mark.parametrize("size", range(1, 8))
@pytest.mark.parametrize(("featured", "pinned"), [(1, 2), (6, 5), (3, 6), (2, 6), (4, 1)])
def test_pages_go_on_where_the_one_before_ended(timeline, mark, size, featured, pinned):
    mark("featured", featured)
    mark("pinned", pinned)
    rest = [day for day in (6, 5, 4, 3, 2, 1) if day not in (featured, pinned)]
    pages = [days(timeline, start=start, size=size) for start in range(0, 8, size)]
    assert [day for page in pages for day in page] == [featured, pinned, *rest]


def test_a_deep_page_goes_on_too(timeline, entry, at):
    entries = [entry(str(n), published=at(1) + n * 30 * 3600) for n in range(300)]
    new = store_document(timeline, NEWS, entries, now=at(9)).new
    set_mark(timeline, "pinned", new[10], by="anna", now=at(9))
    set_mark(timeline, "featured", new[299], by="anna", now=at(9))
    everything = days(timeline, [NEWS], size=400)
    assert everything[:3] == [299, 10, 298]
    for start in (199, 201, 202, 288, 289, 290, 298, 300):
        assert days(timeline, [NEWS], start=start, size=7) == everything[start:][:7]


def test_it_stands_first_only_where_its_channel_is_asked_for(timeline, mark):
    mark("pinned", 2)
    assert days(timeline, [NEWS]) == [6, 5, 3, 1]
    assert days(timeline, [FILMS]) == [2, 4]


def test_an_archive_keeps_its_order(timeline, mark):
    mark("pinned", 1)
    assert days(timeline, year=2026, month=5) == [6, 5, 4, 3, 2, 1]


def test_another_takes_its_place(timeline, ids, mark):
    assert mark("pinned", 1) == ""
    assert mark("pinned", 1) == ""
    assert mark("pinned", 2) == ids[1]
    assert days(timeline) == [2, 6, 5, 4, 3, 1]


def test_an_entry_has_one_mark(timeline, ids, mark, at):
    mark("pinned", 1)
    mark("featured", 1)
    assert timeline.marks() == {"featured": {"entry": ids[1], "by": "anna", "when": at(9)}}
    assert days(timeline) == [1, 6, 5, 4, 3, 2]


def test_a_mark_is_taken_back(site, timeline, ids, mark):
    mark("pinned", 1)
    assert remove_mark(timeline, ids[1]) is True
    assert days(timeline) == [6, 5, 4, 3, 2, 1]
    site.commit()
    assert remove_mark(timeline, ids[1]) is False
    assert site.written() == 0


def test_who_set_a_mark_and_when_stays_when_somebody_sets_it_again(site, timeline, ids, mark, at):
    mark("pinned", 1)
    site.commit()
    set_mark(timeline, "pinned", ids[1], by="bo", now=at(10))
    assert timeline.marks()["pinned"] == {"entry": ids[1], "by": "anna", "when": at(9)}
    assert site.written() == 0


def test_what_is_not_visible_is_not_put_first(timeline, ids, mark, at):
    mark("pinned", 1)
    hide_entry(timeline, ids[1], by="anna", now=at(9))
    assert days(timeline) == [6, 5, 4, 3, 2]
    show_entry(timeline, ids[1])
    assert days(timeline) == [1, 6, 5, 4, 3, 2]
    store_document(timeline, NEWS, [], now=at(9), deleted=["id:1"])
    assert days(timeline) == [6, 5, 4, 3, 2]


def test_a_mark_survives_a_change_at_the_source(timeline, ids, mark, entry, at):
    mark("pinned", 1)
    store_document(timeline, NEWS, [entry("1", title="New", published=at(5, 13))], now=at(9))
    assert [each["title"] for each in latest_entries(timeline, BOTH, lead=LEAD)][:2] == [
        "New",
        "Title 6",
    ]


@pytest.mark.parametrize("name", LEAD)
def test_a_marked_copy_is_shown_in_place_of_the_first(timeline, entry, at, name):
    post = {"link": "https://example.org/post", "title": "The post"}
    store_document(timeline, "one", [entry("1", published=at(1), **post)], now=at(2))
    store_document(timeline, "one", [entry("4", published=at(4))], now=at(5))
    (copy,) = store_document(timeline, "two", [entry("2", published=at(2), **post)], now=at(3)).new
    set_mark(timeline, name, copy, by="anna", now=at(6))
    assert days(timeline, ["one", "two"]) == [2, 4]
    assert [days(timeline, ["one", "two"], start=n, size=1) for n in range(3)] == [[2], [4], []]
    assert days(timeline, ["one"]) == [4, 1]


def test_two_marked_copies_of_one_post_are_one(timeline, entry, at):
    post = {"link": "https://example.org/post", "title": "The post"}
    (first,) = store_document(timeline, "one", [entry("1", **post)], now=at(2)).new
    (copy,) = store_document(timeline, "two", [entry("2", **post)], now=at(3)).new
    set_mark(timeline, "pinned", first, by="anna", now=at(6))
    set_mark(timeline, "featured", copy, by="anna", now=at(6))
    assert days(timeline, ["one", "two"]) == [2]


def test_visitors_see_a_mark_at_once(timeline, ids, mark):
    seen = {timeline.revision()}
    for change in (
        lambda: mark("pinned", 1),
        lambda: mark("featured", 1),
        lambda: remove_mark(timeline, ids[1]),
    ):
        change()
        seen.add(timeline.revision())
    assert len(seen) == 4


def test_what_is_not_there_has_no_mark(site, new_timeline, timeline, ids):
    site.commit()
    for each in (timeline, new_timeline()):
        assert set_mark(each, "pinned", "0" * 20, by="anna", now=1) == ""
        assert each.marks() == {}
    assert site.written() == 0


def test_the_mark_of_what_is_no_longer_there_is_passed_over(timeline, ids):
    timeline.root["marks"] = {"pinned": {"entry": "0" * 20, "by": "anna", "when": 1}}
    assert days(timeline) == [6, 5, 4, 3, 2, 1]
