from time import process_time

import pytest

from katrineholm.socialhub.core.timeline.decisions import hide_entry, show_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.streams import (
    entry_count,
    latest_entries,
    months_with_entries,
)
from katrineholm.socialhub.core.timeline.twins import copies_by_month


@pytest.fixture
def post(entry, at):
    """The same post as two channels give it."""
    link = "https://www.example.org/post"
    return lambda name, **values: entry(
        name, **{"link": link, "title": "The post", "published": at(1), **values}
    )


def shown(timeline, *channels):
    return [each["id"] for each in latest_entries(timeline, channels)]


def test_the_first_seen_is_shown_where_both_are_asked_for(timeline, post, at):
    store_document(timeline, "one", [post("a")], now=at(2))
    store_document(timeline, "two", [post("b", published=at(2))], now=at(3))
    assert shown(timeline, "one", "two") == ["a"]
    assert (shown(timeline, "one"), shown(timeline, "two")) == (["a"], ["b"])
    assert entry_count(timeline, ["one", "two"]) == 1
    assert entry_count(timeline, ["two"]) == 1


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org/post/",
        "https://www.EXAMPLE.org/post?utm_source=facebook&fbclid=x",
        "https://example.org/post#comments",
    ],
)
def test_the_same_link_may_be_written_in_other_ways(timeline, post, at, link):
    store_document(timeline, "one", [post("a")], now=at(2))
    store_document(timeline, "two", [post("b", link=link)], now=at(3))
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
    store_document(timeline, "one", [post("a")], now=at(2))
    store_document(timeline, "two", [post("b", **values)], now=at(3))
    assert sorted(shown(timeline, "one", "two")) == ["a", "b"]


def test_the_copy_takes_the_place_of_a_hidden_first(timeline, post, at):
    (first,) = store_document(timeline, "one", [post("a")], now=at(2)).new
    store_document(timeline, "two", [post("b")], now=at(3))
    hide_entry(timeline, first, by="anna", now=at(4))
    assert shown(timeline, "one", "two") == ["b"]
    show_entry(timeline, first)
    assert shown(timeline, "one", "two") == ["a"]


def test_the_next_of_three_takes_the_place_of_a_hidden_first(timeline, post, at):
    (first,) = store_document(timeline, "one", [post("a")], now=at(2)).new
    store_document(timeline, "two", [post("b")], now=at(3))
    store_document(timeline, "three", [post("c")], now=at(4))
    assert shown(timeline, "one", "two", "three") == ["a"]
    hide_entry(timeline, first, by="anna", now=at(5))
    assert shown(timeline, "one", "two", "three") == ["b"]
    assert shown(timeline, "one", "three") == ["c"]


def test_a_copy_that_gets_another_title_is_a_post_of_its_own(timeline, post, at):
    store_document(timeline, "one", [post("a")], now=at(2))
    store_document(timeline, "two", [post("b")], now=at(3))
    store_document(timeline, "two", [post("b", title="Another")], now=at(4))
    assert sorted(shown(timeline, "one", "two")) == ["a", "b"]
    store_document(timeline, "two", [post("b")], now=at(5))
    assert shown(timeline, "one", "two") == ["a"]


def test_a_month_that_holds_only_a_copy_is_left_out(timeline, post, at):
    store_document(timeline, "one", [post("a")], now=at(2))
    store_document(timeline, "two", [post("b", published=at(1, month=7))], now=at(3))
    assert months_with_entries(timeline, ["one", "two"]) == [(2026, 5)]
    assert months_with_entries(timeline, ["two"]) == [(2026, 7)]
    assert entry_count(timeline, ["one", "two"], 2026, 7) == 0


def test_a_copy_that_moves_to_another_month_is_left_out_there(timeline, post, at):
    store_document(timeline, "one", [post("a")], now=at(2))
    store_document(timeline, "two", [post("b")], now=at(3))
    store_document(timeline, "two", [post("b", summary="New", published=at(1, month=7))], now=at(4))
    assert months_with_entries(timeline, ["one", "two"]) == [(2026, 5)]


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
    store_document(timeline, "one", [*again, post("other", title="Another")], now=at(3))
    store_document(timeline, "two", [post("twin")], now=at(4))
    store_document(timeline, "three", [post("copy", title="Another")], now=at(5))
    assert sorted(shown(timeline, "one", "three")) == ["a", "b", "other"]
    assert entry_count(timeline, ["one", "three"]) == 3
