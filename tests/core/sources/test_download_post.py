"""From a post to what a feed's entry is made of."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from katrineholm.socialhub.core.feeds.draft import finished_entry
from katrineholm.socialhub.core.sources.download_post import (
    Medium,
    Post,
    post_draft,
    post_name,
    unique_posts,
)


def test_a_post_becomes_a_finished_entry():
    post = Post(("a", "b"), text="Hej på er\n\nhttps://example.se", moment=1781863200)
    entry = finished_entry(post_draft(post))
    assert (entry.title, entry.title_derived) == ("Hej på er", True)
    assert entry.published == datetime(2026, 6, 19, 10, tzinfo=UTC)
    assert 'href="https://example.se"' in entry.html
    assert (entry.id, entry.link, entry.images) == ("a", "", ())


def test_html_is_cleaned_as_any_feeds():
    post = Post(("a",), html="<p onclick=x>Hej<script>1</script></p>")
    assert finished_entry(post_draft(post)).html == "<p>Hej</p>"


@pytest.mark.parametrize(
    ("post", "says"),
    [
        (Post(("a",)), False),
        (Post(("a",), text="  "), False),
        (Post(("a",), media=(Medium("1.mp4"),)), False),
        (Post(("a",), media=(Medium("1.JPG"),)), True),
        (Post(("a",), title="Hej"), True),
    ],
)
def test_a_post_says_something_or_is_left_out(post, says):
    assert post.has_content is says


def test_a_name_is_the_same_whatever_the_spaces_and_another_for_another_post():
    assert post_name("x", 1, "a  b") == post_name("x", 1, "a b") != post_name("x", 2, "a b")


def test_those_with_a_name_in_common_are_one_told_by_whoever_says_most():
    first = Post(("a", "1"), text="Hej", moment=1)
    second = Post(("b", "1"), text="Hej på er", link="https://example.se", closed="story")
    [post] = unique_posts([first, second, Post(("a",), media=(Medium("1.jpg"),))])
    assert (post.names, post.text, post.link) == (
        ("a", "1", "b"),
        "Hej på er",
        "https://example.se",
    )
    assert (post.moment, len(post.media), post.closed) == (1, 1, "story")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from("abcdef"), min_size=1), st.randoms())
def test_there_are_as_many_posts_as_names_in_whatever_order(names, random):
    posts = [Post((name,)) for name in names]
    random.shuffle(posts)
    assert {each.names for each in unique_posts(posts)} == {(name,) for name in names}
    assert len(unique_posts(posts)) == len({*names})
