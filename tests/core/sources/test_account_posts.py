"""An account's posts, page after page."""

from datetime import UTC, datetime, timedelta

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState
from katrineholm.socialhub.core.sources.account_posts import retrieve_posts
from katrineholm.socialhub.core.sources.instagram_connector import INSTAGRAM

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
GONE = {"error": {"message": "Malformed access token IGAAsecret0token", "code": 190}}


def post(number, **changed):
    return {
        "id": f"180{number}",
        "caption": f"Inlägg {number}",
        "media_type": "IMAGE",
        "media_url": f"https://cdn.example/{number}.jpg?oe={number}",
        "permalink": f"https://www.instagram.com/p/P{number}/",
        "timestamp": "2026-06-19T10:00:00+0000",
    } | changed


def account(posts, size=25, **wrong):
    """Tells the pages of an account; ``wrong`` has answers for certain cursors, ``c25`` …"""

    def tell(method, path, query, body):
        start = int(query.get("after", "0"))
        if f"c{start}" in wrong:
            return wrong[f"c{start}"]
        found, end = posts[start : start + size], start + size
        following = {"next": f"https://evil.example/?access_token=x&after={end}"}
        paging = {"cursors": {"after": str(end)}} | (following if end < len(posts) else {})
        return {"data": found, "paging": paging}

    return tell


def test_a_hundred_posts_come_in_one_round_and_the_next_asks_once(talk):
    posts = [post(number) for number in range(100, 0, -1)]
    session, service = talk(INSTAGRAM, account(posts))
    known, document = retrieve_posts(INSTAGRAM, session, "17", FeedState(), NOW)
    assert [draft.id for draft in document.drafts] == [each["id"] for each in posts]
    assert len(service.asked) == 4
    later = NOW + timedelta(minutes=30)
    assert retrieve_posts(INSTAGRAM, session, "17", known, later) is None
    assert len(service.asked) == 5


def test_pictures_signed_anew_are_no_news(talk):
    session, _ = talk(INSTAGRAM, account([post(1)]))
    known, _ = retrieve_posts(INSTAGRAM, session, "17", FeedState(), NOW)
    signed = post(1, media_url="https://other.example/1.jpg?oe=999")
    again, _ = talk(INSTAGRAM, account([signed]))
    assert retrieve_posts(INSTAGRAM, again, "17", known, NOW) is None


def test_news_are_read_to_what_was_the_newest(talk):
    posts = [post(number) for number in range(100, 0, -1)]
    session, _ = talk(INSTAGRAM, account(posts))
    known, _ = retrieve_posts(INSTAGRAM, session, "17", FeedState(), NOW)
    session, service = talk(INSTAGRAM, account([post(101), *posts]))
    known, document = retrieve_posts(INSTAGRAM, session, "17", known, NOW + timedelta(hours=1))
    assert (len(service.asked), len(document.drafts)) == (1, 25)
    session, service = talk(INSTAGRAM, account([post(101), *posts]))
    assert retrieve_posts(INSTAGRAM, session, "17", known, NOW + timedelta(days=8))
    assert len(service.asked) == 5


def test_a_token_that_ends_in_the_middle_leaves_nothing_half(talk):
    posts = [post(number) for number in range(60)]
    session, _ = talk(INSTAGRAM, account(posts, c25=(400, {}, GONE)))
    with pytest.raises(FeedError) as refused:
        retrieve_posts(INSTAGRAM, session, "17", FeedState(), NOW)
    assert refused.value.code == "token_ended"
    assert "secret" not in str(refused.value)


def test_the_next_page_is_asked_for_at_the_same_host(talk):
    session, service = talk(INSTAGRAM, account([post(number) for number in range(30)]))
    retrieve_posts(INSTAGRAM, session, "17", FeedState(), NOW)
    assert [query.get("after") for _method, _path, query in service.asked] == [None, "25"]


def test_a_cursor_that_goes_round_in_a_circle_is_refused(talk):
    paging = {"cursors": {"after": "0"}, "next": "https://x.example"}
    session, service = talk(INSTAGRAM, lambda *asked: {"data": [post(1)], "paging": paging})
    with pytest.raises(FeedError) as refused:
        retrieve_posts(INSTAGRAM, session, "17", FeedState(), NOW)
    assert refused.value.code == "endless"
    assert len(service.asked) == 2


def test_cursors_without_an_end_are_refused(talk):
    numbers = iter(range(1000))

    def tell(*asked):
        return {"data": [], "paging": {"cursors": {"after": str(next(numbers))}, "next": "x"}}

    session, service = talk(INSTAGRAM, tell)
    with pytest.raises(FeedError) as refused:
        retrieve_posts(INSTAGRAM, session, "17", FeedState(), NOW)
    assert refused.value.code == "endless"
    assert len(service.asked) <= 41


def test_a_post_that_was_pushed_over_to_the_next_page_comes_once(talk):
    session, _ = talk(
        INSTAGRAM,
        account(
            [post(number) for number in range(26)],
            c25={"data": [post(24), post(25)], "paging": {}},
        ),
    )
    _known, document = retrieve_posts(INSTAGRAM, session, "17", FeedState(), NOW)
    assert len({draft.id for draft in document.drafts}) == len(document.drafts) == 26
