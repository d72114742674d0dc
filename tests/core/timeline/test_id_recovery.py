"""Entries whose ids their source changes: each post is kept once, and no two become one."""

from collections import Counter

import pytest
from helpers.core.timeline import NEWS
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.streams import entry_count

POSTS = st.lists(
    st.tuples(
        st.sampled_from(["/", "/a", "/b", ""]),
        st.sampled_from(["News", "Lunch", ""]),
        st.sampled_from([1, 2, None]),
        st.sampled_from(["", "Soup"]),
    ),
    min_size=1,
    max_size=7,
)


@pytest.fixture(scope="module")
def post(entry, at):
    """A post as its source tells it under an id: ``post(id, link, title, day, text)``."""

    def made(id, link="/a", title="News", day=1, text="Text", **values):
        return entry(
            id,
            link=link and f"https://e.se{link}",
            title=title,
            published=None if day is None else at(day),
            html=text and f"<p>{text}</p>",
            summary=text,
            **values,
        )

    return made


def texts(timeline):
    return sorted((each["title"], each["summary"]) for each in all_entries(timeline, NEWS))


@pytest.mark.parametrize("day", [1, None], ids=["dated", "undated"])
@pytest.mark.parametrize("link", ["/", ""], ids=["one link for all", "no link"])
def test_ids_that_change_at_each_fetch_double_nothing(site, post, at, day, link):
    for fetch in range(5):
        document = [
            post(f"{fetch}-{n}", link, f"Title {n}", day and day + n, f"Text {n}")
            for n in range(12)
        ]
        changes = store_document(
            site.timeline, NEWS, document, now=at(20 + fetch), floor=day and at(day)
        )
        assert len(changes.new) == (0 if fetch else 12)
        assert (changes.changed, changes.withdrawn, site.written() > 0) == ((), (), not fetch)
        site.commit()
    assert entry_count(site.timeline, [NEWS]) == 12


def test_an_entry_keeps_its_address_and_its_hiding_under_another_id(timeline, post, at):
    (entry_id,) = store_document(timeline, NEWS, [post("one")], now=at(2)).new
    hide_entry(timeline, entry_id, by="anna", now=at(2))
    store_document(timeline, NEWS, [post("two")], now=at(3))
    assert [each["entry_id"] for each in all_entries(timeline, NEWS)] == [entry_id]
    assert entry_count(timeline, [NEWS]) == 0


@pytest.mark.parametrize(
    "edit", [{"title": "Better news"}, {"text": "Better text"}], ids=["title", "text"]
)
def test_what_is_edited_under_another_id_is_the_same_entry(timeline, post, at, edit):
    (entry_id,) = store_document(timeline, NEWS, [post("one")], now=at(2)).new
    changes = store_document(timeline, NEWS, [post("two", **edit)], now=at(3))
    assert (changes.new, changes.changed) == ((), (entry_id,))


def test_the_same_under_another_id_with_tracking_is_no_change(timeline, post, at):
    store_document(timeline, NEWS, [post("one")], now=at(2))
    changes = store_document(timeline, NEWS, [post("two", link="/a?utm_source=rss")], now=at(3))
    assert (changes.new, changes.changed) == ((), ())


def test_ids_that_are_the_links_double_nothing(timeline, post, at):
    for fetch in range(3):
        document = [post(f"{n}{fetch}", f"/{n}?sid={fetch}", day=n + 1) for n in range(12)]
        changes = store_document(timeline, NEWS, document, now=at(20 + fetch), floor=at(1))
        assert len(changes.new) == (0 if fetch else 12)
    assert entry_count(timeline, [NEWS]) == 12


@pytest.mark.parametrize(
    "other",
    [
        {"day": 2},
        {"link": "/a?p=2", "title": "Lunch"},
        {"link": "/a?p=2", "text": "Soup"},
        {"day": None},
        {"link": "/b"},
        {"link": ""},
        {"title": "Lunch", "text": "Soup"},
    ],
)
def test_what_differs_in_more_is_another_entry(timeline, post, at, other):
    store_document(timeline, NEWS, [post("one")], now=at(2))
    assert len(store_document(timeline, NEWS, [post("two", **other)], now=at(3)).new) == 1


def test_an_entry_without_a_date_is_another_when_its_text_is(timeline, post, at):
    store_document(timeline, NEWS, [post("one", day=None, text="Soup")], now=at(2))
    changes = store_document(timeline, NEWS, [post("two", day=None, text="Fish")], now=at(3))
    assert len(changes.new) == 1


def test_the_entry_that_says_the_same_is_preferred(timeline, post, at):
    first = [post("one", text="Soup"), post("two", text="Fish")]
    store_document(timeline, NEWS, first, now=at(2))
    changes = store_document(
        timeline, NEWS, [post("3", text="Fish"), post("4", text="Soup")], now=at(3)
    )
    assert (changes.new, changes.changed) == ((), ())
    assert texts(timeline) == [("News", "Fish"), ("News", "Soup")]


def test_an_entry_that_comes_back_under_another_id_is_seen_again(timeline, post, at):
    old, young = post("old"), post("young", "/b", day=9)
    (entry_id, _) = store_document(timeline, NEWS, [old, young], now=at(10)).new
    for day in (11, 12):
        store_document(timeline, NEWS, [young], now=at(day), floor=at(1) - 1)
    assert timeline.get(entry_id)["withdrawn"] == at(12)
    changes = store_document(timeline, NEWS, [young, post("anew")], now=at(13))
    assert (changes.new, changes.changed) == ((), (entry_id,))
    assert entry_count(timeline, [NEWS]) == 2


def test_an_entry_that_is_still_there_is_not_the_new_one(timeline, post, at):
    store_document(timeline, NEWS, [post("one")], now=at(2))
    assert len(store_document(timeline, NEWS, [post("one"), post("two")], now=at(3)).new) == 1
    assert entry_count(timeline, [NEWS]) == 2


@given(posts=POSTS, fetches=st.integers(2, 5), data=st.data())
def test_what_is_shown_never_grows_by_new_ids(new_timeline, post, at, posts, fetches, data):
    timeline = new_timeline()
    for fetch in range(fetches):
        ids = data.draw(st.permutations(range(len(posts))))
        document = [post(f"{fetch}-{n}", *each) for n, each in zip(ids, posts, strict=True)]
        store_document(timeline, NEWS, document, now=at(20 + fetch), floor=at(1))
        assert entry_count(timeline, [NEWS]) == len(posts)
        assert all(version_list(each) == [] for each in all_entries(timeline, NEWS))


@given(posts=POSTS, data=st.data())
def test_windows_that_change_keep_each_post_as_often_as_one_has_it(
    new_timeline, post, at, posts, data
):
    distinct = [(f"/{n}{link}", *rest) for n, (link, *rest) in enumerate(dict.fromkeys(posts))]
    timeline, most = new_timeline(), Counter()
    for fetch in range(data.draw(st.integers(1, 5))):
        window = data.draw(st.lists(st.sampled_from(distinct), max_size=8))
        document = [post(f"{fetch}-{n}", *each) for n, each in enumerate(window)]
        store_document(timeline, NEWS, document, now=at(20 + fetch))
        most |= Counter(window)
        assert len(list(all_entries(timeline, NEWS))) == sum(most.values())


@given(posts=POSTS, data=st.data())
def test_entries_with_ids_that_stay_are_told_apart_whatever_they_say(
    new_timeline, post, at, posts, data
):
    timeline = new_timeline()
    everything = [post(str(n), *each) for n, each in enumerate(posts)]
    for end in data.draw(st.lists(st.integers(1, len(posts)), max_size=3)):
        store_document(timeline, NEWS, data.draw(st.permutations(everything[:end])), now=at(20))
    store_document(timeline, NEWS, everything, now=at(21))
    assert entry_count(timeline, [NEWS]) == len(posts)
