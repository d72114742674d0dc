"""Threads' interface."""

import pytest
from interfaceserver import played

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.model import Account
from katrineholm.socialhub.core.sources.threads_connector import THREADS

POSTS = [
    {
        "id": "1",
        "text": "Hej",
        "media_type": "TEXT_POST",
        "permalink": "https://www.threads.com/@k/post/A",
    },
    {"id": "2", "text": "Annans", "media_type": "REPOST_FACADE"},
    {
        "id": "3",
        "text": "Bild",
        "media_type": "IMAGE",
        "media_url": "https://c.se/3.jpg",
        "alt_text": "En bild",
    },
]


def test_own_posts_come_with_descriptions_and_those_passed_on_do_not(talk):
    session, _ = talk(THREADS, lambda *asked: {"data": POSTS})
    drafts = THREADS.posts(session, "9", "").drafts
    assert [draft.id for draft in drafts] == ["1", "3"]
    assert drafts[1].images[0].alt == "En bild"


def test_answers_of_others_tell_what_they_answer(talk):
    replies = [
        {"id": "r1", "text": "Hej!", "username": "a", "permalink": "https://t.se/r1"},
        {
            "id": "r2",
            "text": "Ja",
            "username": "b",
            "permalink": "https://t.se/r2",
            "replied_to": {"id": "r1"},
        },
    ]

    def tell(method, path, query, body):
        return {"data": replies if path.endswith("conversation") else POSTS[:1]}

    session, _ = talk(THREADS, tell)
    first, second = THREADS.comments(session, "9")
    assert first.answers == first.about == POSTS[0]["permalink"]
    assert second.answers == "https://t.se/r1"


def test_followers_are_an_insight(talk):
    answers = [[{"name": "followers_count", "total_value": {"value": 77}}], [{"name": "x"}], []]
    session, service = talk(THREADS, lambda *asked: {"data": answers.pop(0)})
    assert [THREADS.followers(session, "9") for _each in range(3)] == [77, None, None]
    assert service.asked[0][1:] == ("/v1.0/9/threads_insights", {"metric": "followers_count"})


def test_hiding_is_looked_at_afterwards(talk):
    def tell(method, path, query, body):
        return {"success": True} if method == "POST" else {"id": "r1", "hide_status": "HIDDEN"}

    session, service = talk(THREADS, tell)
    assert THREADS.hide(session, "r1", True)
    assert service.asked[0][1] == "/v1.0/r1/manage_reply"


def test_the_account_is_who_logged_in_and_the_token_is_renewed(talk):
    session, _ = talk(THREADS, lambda *asked: {"id": "9", "username": "kat"})
    assert THREADS.whose(session, "") == [Account("9", "kat")]
    session, _ = talk(THREADS, lambda *asked: {"access_token": "new", "expires_in": 1})
    assert THREADS.renew(session).secrets["token"] == "new"


def test_answers_beyond_the_first_page_are_asked_for(talk):
    def tell(method, path, query, body):
        if path.endswith("/threads"):
            return {"data": [{"id": "9", "permalink": "https://www.threads.com/@k/post/A"}]}
        number = int(query.get("after", 1))
        paging = {"cursors": {"after": str(number + 1)}, "next": "https://x/"}
        return {"data": [{"id": f"r{number}"}], "paging": paging if number < 3 else {}}

    session, service = talk(THREADS, tell)
    assert [each.id for each in THREADS.comments(session, "1")] == ["r1", "r2", "r3"]
    assert len(service.asked) == 4


def test_the_demonstrations_stand_in_plays_all_of_it(talk):
    posts = [dict(POSTS[2], id=f"p{number}", permalink=f"https://t.se/{number}") for number in "12"]
    answer = {"id": "r1", "text": "Hej!", "username": "a", "timestamp": "2026-01-01T00:00:00+0000"}
    account = played.Account("9", "kat", posts, comments={"p1": [answer]}, followers=77)
    service = played.Threads({"T1": account})

    def tell(method, path, query, body):
        return service.answer(method, path, query, {"Authorization": "Bearer T1"}, body)

    session, _ = talk(THREADS, tell)
    assert THREADS.whose(session, "") == [Account("9", "kat")]
    assert [draft.id for draft in THREADS.posts(session, "9", "").drafts] == ["p1", "p2"]
    assert [(each.id, each.answers) for each in THREADS.comments(session, "9")] == [
        ("r1", "https://t.se/1")
    ]
    assert THREADS.followers(session, "9") == 77
    assert THREADS.hide(session, "r1", True)
    assert THREADS.comments(session, "9") == []
    assert THREADS.hide(session, "r1", False)
    service.deaf = True
    assert not THREADS.hide(session, "r1", True)
    session, _ = talk(THREADS, tell, token="T1")
    renewed = THREADS.renew(session).secrets["token"]
    assert renewed != "T1"
    service.ended.add("T1")
    with pytest.raises(FeedError) as refusal:
        THREADS.posts(session, "9", "")
    assert refusal.value.code == "token_ended"
