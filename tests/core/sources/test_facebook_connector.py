"""A Facebook page's interface."""

from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.facebook_connector import FACEBOOK
from katrineholm.socialhub.core.sources.model import Account

POST = {
    "id": "1_2",
    "permalink_url": "https://www.facebook.com/1/posts/2",
    "comments": {
        "data": [
            {
                "id": "2_3",
                "message": "Hej",
                "permalink_url": "https://www.facebook.com/1/posts/2?comment_id=3",
                "from": {"id": "9", "name": "Anna"},
                "created_time": "2026-06-19T10:00:00+0000",
            },
            {"id": "2_4", "message": "Vårt eget svar", "from": {"id": "1", "name": "Kommunen"}},
        ]
    },
}


def test_comments_of_others_come_and_the_pages_own_do_not(talk):
    session, service = talk(FACEBOOK, lambda *asked: {"data": [POST]})
    [remark] = FACEBOOK.comments(session, "1")
    assert (remark.id, remark.text, remark.sender["name"]) == ("2_3", "Hej", "Anna")
    assert remark.about == POST["permalink_url"]
    assert len(service.asked) == 1


def test_hiding_is_looked_at_afterwards(talk):
    def tell(method, path, query, body):
        return {"success": True} if method == "POST" else {"is_hidden": True}

    session, _ = talk(FACEBOOK, tell)
    assert FACEBOOK.hide(session, "2_3", True)


def test_the_page_is_known_by_its_short_name(talk):
    session, _ = talk(FACEBOOK, lambda *a: {"id": "1", "username": "kat", "name": "Kommunen"})
    assert FACEBOOK.whose(session, "") == [Account("1", "kat")]


def test_a_pages_posts_come_with_their_pictures_for_the_record_alone(talk):
    shown = {"media": {"image": {"src": "https://x.fbcdn.net/a.jpg"}}}
    album = {"subattachments": {"data": [shown, {"media": {}}, shown]}}
    posts = [
        {
            "id": "1_2",
            "message": "Badet öppnar",
            "permalink_url": "https://www.facebook.com/1/posts/2",
            "created_time": "2026-06-19T10:00:00+0000",
            "attachments": {"data": [album]},
        },
        {"id": "1_1", "full_picture": "https://x.fbcdn.net/b.jpg"},
        {"message": "Without an id"},
    ]
    session, service = talk(FACEBOOK, lambda *asked: {"data": posts})
    page = FACEBOOK.record(session, "1", "A1")
    first, second = page.drafts
    assert (first.id, first.link, first.html) == (
        "1_2",
        "https://www.facebook.com/1/posts/2",
        "<p>Badet öppnar</p>",
    )
    assert [image.src for image in first.images] == ["https://x.fbcdn.net/a.jpg"] * 2
    assert [image.src for image in second.images] == ["https://x.fbcdn.net/b.jpg"]
    assert service.asked[0][2]["after"] == "A1"
    assert FACEBOOK.posts is None
    assert FACEBOOK.posts_url("1") == ""


def test_comments_that_do_not_come_with_the_post_are_asked_for(talk):
    def tell(method, path, query, body):
        if path.endswith("/comments"):
            number = int(query["after"])
            after = {"cursors": {"after": str(number + 1)}, "next": "https://x/"}
            comment = POST["comments"]["data"][0] | {"id": f"2_{number}"}
            return {"data": [comment], "paging": after if number < 12 else {}}
        paging = {"cursors": {"after": "10"}, "next": "https://x/"}
        return {"data": [POST | {"comments": {**POST["comments"], "paging": paging}}]}

    session, service = talk(FACEBOOK, tell)
    assert [each.id for each in FACEBOOK.comments(session, "1")] == ["2_3", "2_10", "2_11", "2_12"]
    asked = service.asked[1]
    assert asked[1] == "/v25.0/1_2/comments"
    assert (asked[2]["filter"], asked[2]["order"]) == ("stream", "reverse_chronological")


def test_a_pages_followers_are_asked_for(talk):
    session, _ = talk(FACEBOOK, lambda *asked: {"followers_count": 5210, "id": "100"})
    assert FACEBOOK.followers(session, "100") == 5210


def story(number, **told):
    return {
        **{"post_id": f"9{number}", "status": "PUBLISHED", "creation_time": "1781863200"},
        **{"media_type": "photo", "media_id": f"7{number}"},
        **{"url": f"https://www.facebook.com/stories/{number}", **told},
    }


def test_stories_come_with_their_largest_photo_or_their_film(talk):
    sizes = [
        {"width": 99, "source": "https://x.se/a.jpg"},
        {"width": 9, "source": "https://x.se/s"},
    ]
    table = {
        "/v25.0/1/stories": {"data": [story(1), story(2, media_type="video"), story(3), story(4)]},
        "/v25.0/71": {"images": sizes},
        "/v25.0/72": {"picture": "https://x.se/b.jpg", "source": "https://x.se/b.mp4"},
        "/v25.0/73": (400, {}, {"error": {"code": 100, "message": "gone"}}),
        "/v25.0/74": {"images": "none"},
    }
    session, _service = talk(FACEBOOK, lambda method, path, query, body: table[path])
    first, second, third, fourth = FACEBOOK.stories(session, "1", "").drafts
    assert (first.id, first.link) == ("91", "https://www.facebook.com/stories/1")
    assert first.published == datetime(2026, 6, 19, 10, tzinfo=UTC)
    assert [each.src for each in first.images] == ["https://x.se/a.jpg"]
    assert [each.src for each in second.images] == ["https://x.se/b.jpg"]
    assert [each.url for each in second.media] == ["https://x.se/b.mp4"]
    assert (third.images, fourth.images) == ([], [])


def test_a_story_that_may_not_be_read_is_an_error_of_all(talk):
    table = {
        "/v25.0/1/stories": {"data": [story(1)]},
        "/v25.0/71": (400, {}, {"error": {"code": 200, "message": "no"}}),
    }
    session, _service = talk(FACEBOOK, lambda method, path, query, body: table[path])
    with pytest.raises(FeedError) as refusal:
        FACEBOOK.stories(session, "1", "")
    assert refusal.value.code == "no_permission"
