"""No party gets more room than another, whatever their feeds hold."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.core.feeds.model import Entry, Feed
from katrineholm.socialhub.public.partyblogs.party_feeds import (
    MAX_POSTS,
    Post,
    StoredFeed,
    equal_shares,
    newest_posts,
)
from katrineholm.socialhub.refresh.state import State


@dataclass(frozen=True)
class Party:
    name: str


kept = st.builds(
    lambda number: StoredFeed(State("x"), tuple(Post(f"{n}", "x", n) for n in range(number))),
    st.integers(0, MAX_POSTS),
)
shelves = st.lists(
    st.tuples(st.builds(Party, st.text(min_size=1)), st.one_of(st.none(), kept)), max_size=12
)


@given(shelves, st.integers(0, MAX_POSTS))
def test_each_party_has_room_for_the_same_number_in_the_shelfs_order(shelf, most):
    found = equal_shares(shelf, most)
    assert [party for party, _posts in found] == [party for party, _kept in shelf]
    for (_party, whole), (_same, posts) in zip(shelf, found, strict=True):
        has = whole.posts if whole else ()
        assert len(posts) == min(most, len(has))
        assert posts == has[: len(posts)]


@given(shelves, st.integers(0, MAX_POSTS), st.randoms())
def test_what_a_party_gets_does_not_depend_on_the_others(shelf, most, random):
    alone = [equal_shares([each], most)[0] for each in shelf]
    assert equal_shares(shelf, most) == alone
    shuffled = random.sample(shelf, len(shelf))
    assert sorted(map(repr, equal_shares(shuffled, most))) == sorted(map(repr, alone))


def test_the_newest_posts_that_lead_anywhere_are_kept(moment):
    entries = [
        Entry((), link="https://a.se/1", title="Äldst", published=moment(1)),
        Entry((), link="", title="Utan länk", published=moment(9)),
        Entry((), link="https://a.se/2", title="Utan dag"),
        Entry((), link="https://a.se/3", title="Nyast " + "x " * 200, published=moment(3)),
        Entry((), link="https://a.se/4", summary="Bara text", published=moment(2)),
    ]
    found = newest_posts(Feed("RSS", entries=tuple(entries)))
    assert [post.link[-1] for post in found] == ["3", "4", "1", "2"]
    assert [post.title for post in found][1:] == ["Bara text", "Äldst", "Utan dag"]
    assert len(found[0].title) <= 200
    many = tuple(Entry((), link=f"https://a.se/{n}", title="T") for n in range(40))
    assert len(newest_posts(Feed("RSS", entries=many))) == MAX_POSTS
