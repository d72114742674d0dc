"""One post in several shapes is one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from katrineholm.socialhub.core.sources.download_post import Medium, Post
from katrineholm.socialhub.core.sources.duplicate_posts import unique_posts


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
