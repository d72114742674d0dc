from time import process_time

import pytest

from katrineholm.socialhub.core.timeline.twins import copies_by_month


@pytest.fixture
def post(entry, at):
    """The same post as two channels give it."""
    link = "https://www.example.org/post"
    return lambda name, **values: entry(
        name, **{"link": link, "title": "The post", "published": at(1), **values}
    )


def shown(timeline, *channels):
    return [each["id"] for each in timeline.latest(channels)]


def test_the_first_seen_is_shown_where_both_are_asked_for(timeline, post, at):
    timeline.keep("one", [post("a")], now=at(2))
    timeline.keep("two", [post("b", published=at(2))], now=at(3))
    assert shown(timeline, "one", "two") == ["a"]
    assert (shown(timeline, "one"), shown(timeline, "two")) == (["a"], ["b"])
    assert timeline.count(["one", "two"]) == 1
    assert timeline.count(["two"]) == 1


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org/post/",
        "https://www.EXAMPLE.org/post?utm_source=facebook&fbclid=x",
        "https://example.org/post#comments",
    ],
)
def test_the_same_link_may_be_written_in_other_ways(timeline, post, at, link):
    timeline.keep("one", [post("a")], now=at(2))
    timeline.keep("two", [post("b", link=link)], now=at(3))
    assert shown(timeline, "one", "two") == ["a"]


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Another"},
        {"title": ""},
        {"link": ""},
        {"link": "https://example.org/post?id=2"},
        {"link": "http://[broken"},
    ],
)
def test_other_posts_are_no_twins(timeline, post, at, values):
    timeline.keep("one", [post("a")], now=at(2))
    timeline.keep("two", [post("b", **values)], now=at(3))
    assert sorted(shown(timeline, "one", "two")) == ["a", "b"]


def test_the_copy_takes_the_place_of_a_hidden_first(timeline, post, at):
    (first,) = timeline.keep("one", [post("a")], now=at(2)).new
    timeline.keep("two", [post("b")], now=at(3))
    timeline.hide(first, by="anna", now=at(4))
    assert shown(timeline, "one", "two") == ["b"]
    timeline.show(first)
    assert shown(timeline, "one", "two") == ["a"]


def test_the_next_of_three_takes_the_place_of_a_hidden_first(timeline, post, at):
    (first,) = timeline.keep("one", [post("a")], now=at(2)).new
    timeline.keep("two", [post("b")], now=at(3))
    timeline.keep("three", [post("c")], now=at(4))
    assert shown(timeline, "one", "two", "three") == ["a"]
    timeline.hide(first, by="anna", now=at(5))
    assert shown(timeline, "one", "two", "three") == ["b"]
    assert shown(timeline, "one", "three") == ["c"]


def test_a_copy_that_gets_another_title_is_a_post_of_its_own(timeline, post, at):
    timeline.keep("one", [post("a")], now=at(2))
    timeline.keep("two", [post("b")], now=at(3))
    timeline.keep("two", [post("b", title="Another")], now=at(4))
    assert sorted(shown(timeline, "one", "two")) == ["a", "b"]
    timeline.keep("two", [post("b")], now=at(5))
    assert shown(timeline, "one", "two") == ["a"]


def test_a_month_that_holds_only_a_copy_is_left_out(timeline, post, at):
    timeline.keep("one", [post("a")], now=at(2))
    timeline.keep("two", [post("b", published=at(1, month=7))], now=at(3))
    assert timeline.months(["one", "two"]) == [(2026, 5)]
    assert timeline.months(["two"]) == [(2026, 7)]
    assert timeline.count(["one", "two"], 2026, 7) == 0


def test_a_copy_that_moves_to_another_month_is_left_out_there(timeline, post, at):
    timeline.keep("one", [post("a")], now=at(2))
    timeline.keep("two", [post("b")], now=at(3))
    timeline.keep("two", [post("b", summary="New", published=at(1, month=7))], now=at(4))
    assert timeline.months(["one", "two"]) == [(2026, 5)]


def test_a_large_group_is_counted_at_the_cost_of_its_size():
    pattern = ("one", "two") * 10_000
    counts = {(at, 5): 1 for at in range(len(pattern))}
    start = process_time()
    copies = copies_by_month({"twins": {pattern: counts}}, {"one", "two"})
    assert copies == {5: len(pattern) - 1}
    assert process_time() - start < 1


def test_a_channel_that_repeats_itself_loses_nothing_where_the_twin_is_not_asked_for(
    timeline, post, at
):
    again = [post("b", published=at(2)), post("a")]
    timeline.keep("one", [*again, post("other", title="Another")], now=at(3))
    timeline.keep("two", [post("twin")], now=at(4))
    timeline.keep("three", [post("copy", title="Another")], now=at(5))
    assert sorted(shown(timeline, "one", "three")) == ["a", "b", "other"]
    assert timeline.count(["one", "three"]) == 3
