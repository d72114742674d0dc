"""Answers to comments are posted by each service's interface, and found again."""

import json

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.facebook_connector import FACEBOOK
from katrineholm.socialhub.core.sources.instagram_connector import INSTAGRAM
from katrineholm.socialhub.core.sources.mastodon_connector import MASTODON
from katrineholm.socialhub.core.sources.model import PostedAnswer
from katrineholm.socialhub.core.sources.youtube_connector import YOUTUBE_BY_LOGIN

ANSWER = "Hej @ville@social.example!\nBadet öppnar 1 juni: https://katrineholm.example/bad"
SINCE = 1_780_000_000  # 2026-05-28
IN_TIME, BEFORE = "2026-06-01T10:00:00Z", "2026-05-01T10:00:00Z"
POST = "https://www.instagram.com/p/Abc/"
SHOWN = "https://www.facebook.com/p/1?comment_id=a1"
FILM = "https://www.youtube.com/watch?v=v1"
STATUS = "https://social.example/@kommunen/9"
MASTODON_HTML = (
    '<p>Hej <span class="h-card"><a href="https://social.example/@ville">@<span>ville</span></a>'
    "</span>!<br/>Badet öppnar 1 juni: "
    '<a href="https://katrineholm.example/bad"><span class="invisible">https://</span>'
    "<span>katrineholm.example/bad</span></a></p>"
)


def instagram(method, path, query, body):
    if method == "POST":
        return {"id": "a1"}
    if path.endswith("/a1"):
        return {"id": "a1", "media": {"permalink": POST}}
    if path.endswith("/replies"):
        return {"data": said("text", "timestamp") if "/top/" in path else []}
    return {"id": "c1", "parent_id": "top"}


def facebook(method, path, query, body):
    if method == "POST":
        return {"id": "a1"}
    if path.endswith("/a1"):
        return {"id": "a1", "permalink_url": SHOWN}
    return {"id": "c1", "parent": {"comments": {"data": said("message", "created_time")}}}


def youtube(method, path, query, body):
    def comment(id, text, at):
        return {"id": id, "snippet": {"textDisplay": text, "publishedAt": at, "videoId": "v1"}}

    if method == "POST":
        return comment("a1", ANSWER, IN_TIME)
    told = [(each["id"], each["text"], each["at"]) for each in said("text", "at")]
    return {"items": [comment(*each) for each in told]}


def mastodon(method, path, query, body):
    def status(id, text, at, above="c1"):
        told = {"id": id, "content": text, "created_at": at, "in_reply_to_id": above}
        return told | {"url": STATUS}

    if method == "POST":
        return status("a1", "", IN_TIME)
    told = [(each["id"], each["text"], each["at"]) for each in said("text", "at")]
    told = [(id, MASTODON_HTML if text == ANSWER else text, at) for id, text, at in told]
    return {
        "descendants": [status("a0", MASTODON_HTML, IN_TIME, "other"), *(status(*e) for e in told)]
    }


def said(text, at):
    """What stands below a comment: an old answer in the same words, others, and the answer."""
    return [
        {"id": "a4", text: ANSWER, at: BEFORE},
        {"id": "a3", text: "Hej! Badet öppnar 2 juni.", at: IN_TIME},
        {"id": "a1", text: ANSWER, at: IN_TIME},
        {"id": "a2", text: "Tack!", at: IN_TIME},
    ]


SERVICES = {
    "instagram": (INSTAGRAM, instagram, f"{POST}c/a1/"),
    "facebook": (FACEBOOK, facebook, SHOWN),
    "youtube": (YOUTUBE_BY_LOGIN, youtube, f"{FILM}&lc=a1"),
    "mastodon": (MASTODON, mastodon, STATUS),
}
SENT = {
    "instagram": ("/v25.0/c1/replies", {"message": ANSWER}),
    "facebook": ("/v25.0/c1/comments", {"message": ANSWER}),
    "youtube": ("/youtube/v3/comments", {"snippet": {"parentId": "c1", "textOriginal": ANSWER}}),
    "mastodon": (
        "/api/v1/statuses",
        {"status": ANSWER, "in_reply_to_id": "c1", "visibility": "public"},
    ),
}


@pytest.mark.parametrize("name", SERVICES)
def test_an_answer_is_posted_once_to_the_letter_and_its_address_known(talk, name):
    connector, tell, url = SERVICES[name]
    bodies = []

    def noted(method, path, query, body):
        bodies.extend([(path, json.loads(body))] if method == "POST" else [])
        return tell(method, path, query, body)

    session, _service = talk(connector, noted)
    assert connector.reply(session, "c1", ANSWER) == PostedAnswer("a1", url)
    assert bodies == [SENT[name]]


@pytest.mark.parametrize("name", SERVICES)
def test_the_answer_is_found_among_others_and_nothing_else_is_taken_for_it(talk, name):
    connector, tell, url = SERVICES[name]
    session, service = talk(connector, tell)
    assert connector.find_reply(session, "c1", ANSWER, SINCE) == PostedAnswer("a1", url)
    assert connector.find_reply(session, "c1", "Ett annat svar.", SINCE) is None
    assert connector.find_reply(session, "c1", ANSWER, SINCE + 10**7) is None
    assert {method for method, *_rest in service.asked} == {"GET"}


@pytest.mark.parametrize("id", [None, "", "c1", "../me", "a 1", "å", "a" * 201, {"id": "a1"}])
@pytest.mark.parametrize("name", SERVICES)
def test_a_response_without_a_new_id_is_no_success(talk, name, id):
    connector = SERVICES[name][0]
    session, _service = talk(connector, lambda *asked: {"id": id})
    with pytest.raises(FeedError) as error:
        connector.reply(session, "c1", ANSWER)
    assert error.value.code == "not_data"


@pytest.mark.parametrize("name", ["instagram", "facebook"])
def test_an_answer_whose_address_cannot_be_asked_for_is_posted_all_the_same(talk, name):
    def tell(method, path, query, body):
        return {"id": "a1"} if method == "POST" else (500, {}, {"error": {"code": 1}})

    session, _service = talk(SERVICES[name][0], tell)
    assert SERVICES[name][0].reply(session, "c1", ANSWER) == PostedAnswer("a1", "")


def test_an_answer_to_a_reply_on_youtube_belongs_to_its_thread(talk):
    session, service = talk(YOUTUBE_BY_LOGIN, youtube)
    YOUTUBE_BY_LOGIN.find_reply(session, "c1.r2", ANSWER, SINCE)
    assert service.asked[0][2]["parentId"] == "c1"
