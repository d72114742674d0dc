"""Mastodon's outbox, and Pixelfed's list: who may see a post is told by the post."""

import pytest

from katrineholm.socialhub.core.sources.download_post import Medium

ME = "https://social.example/users/kat"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
PLACE = "archive-x/outbox.json"


def act(to=(PUBLIC,), cc=(f"{ME}/followers",), **more):
    note = {
        "id": f"{ME}/statuses/1",
        "type": "Note",
        "url": "https://social.example/@kat/1",
        "published": "2026-06-19T10:00:00Z",
        "content": "<p>Midsommar på ön</p>",
        "contentMap": {"sv": "x"},
        "attachment": [{"url": "/media_attachments/files/1.png", "name": "En stång"}],
        "to": [*to],
        "cc": [*cc],
        **more,
    }
    return {"type": "Create", "actor": ME, "published": note["published"], "object": note}


def outbox(*acts):
    return {PLACE: {"@context": "x", "type": "OrderedCollection", "orderedItems": [*acts]}}


def test_a_note_has_its_words_address_language_and_described_picture(posts):
    [post] = posts(outbox(act()))
    assert (post.html, post.link) == ("<p>Midsommar på ön</p>", "https://social.example/@kat/1")
    assert (post.moment, post.language, post.closed) == (1781863200, "sv", "")
    assert post.media == (Medium("/media_attachments/files/1.png", "En stång"),)


@pytest.mark.parametrize(
    ("to", "cc", "closed"),
    [
        ([PUBLIC], [], ""),
        ([f"{ME}/followers"], ["as:Public"], ""),
        ([f"{ME}/followers"], [], "private"),
    ],
)
def test_who_may_see_it_is_told_by_to_and_cc(posts, to, cc, closed):
    [post] = posts(outbox(act(to, cc)))
    assert post.closed == closed


def test_talks_and_what_repeats_others_are_left_out(report, zipped):
    private = act(["https://social.example/users/anna"], [])
    repeated = {"type": "Announce", "object": "https://social.example/users/bo/statuses/2"}
    told = report(zipped(outbox(act(), private, repeated)))
    assert (told.posts, told.files[0].left_out) == (1, {"message": 1, "repost": 1})


@pytest.mark.parametrize(
    ("answered", "closed"),
    [(f"{ME}/statuses/0", ""), ("https://social.example/users/bo/statuses/2", "reply")],
)
def test_an_answer_to_others_is_never_public(posts, answered, closed):
    [post] = posts(outbox(act(inReplyTo=answered)))
    assert post.closed == closed


@pytest.mark.parametrize(("seen_by", "closed"), [("public", ""), ("private", "private")])
def test_pixelfeds_own_list_is_read(posts, seen_by, closed):
    status = {
        "id": "5",
        "url": "https://pixelfed.example/p/kat/5",
        "content": "Hej",
        "created_at": "2026-06-19T10:00:00Z",
        "visibility": seen_by,
        "media_attachments": [{"url": "https://cdn.example/a.jpg", "description": None}],
    }
    talk = {**status, "id": "6", "visibility": "direct"}
    [post] = posts({"pixelfed-statuses.json": [status, talk]})
    assert (post.closed, post.media) == (closed, (Medium("https://cdn.example/a.jpg"),))
