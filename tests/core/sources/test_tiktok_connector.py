"""TikTok's interface."""

import json

from katrineholm.socialhub.core.sources.model import PostCount
from katrineholm.socialhub.core.sources.tiktok_connector import TIKTOK

FILM = {
    "id": "76",
    "title": "Badet",
    "video_description": "Badet #bad",
    "create_time": 1781863200,
    "share_url": "https://www.tiktok.com/@kat/video/76",
    "cover_image_url": "https://c.se/76.jpg",
}
OK = {"error": {"code": "ok"}}


def test_films_come_by_a_cursor_that_is_a_moment(talk):
    bodies = []

    def tell(method, path, query, body):
        bodies.append(json.loads(body))
        more = len(bodies) == 1
        return {"data": {"videos": [FILM], "cursor": 1781776800000, "has_more": more}, **OK}

    session, _ = talk(TIKTOK, tell)
    page = TIKTOK.posts(session, "open", "")
    assert page.after == "1781776800000"
    assert TIKTOK.posts(session, "open", page.after).after == ""
    assert bodies == [{"max_count": 20}, {"max_count": 20, "cursor": 1781776800000}]
    [draft] = page.drafts
    assert (draft.id, draft.link, draft.published.year) == ("76", FILM["share_url"], 2026)


def test_the_account_is_who_logged_in(talk):
    told = {"data": {"user": {"open_id": "o", "username": "kat"}}, **OK}
    session, _ = talk(TIKTOK, lambda *asked: told)
    assert [each.name for each in TIKTOK.whose(session, "")] == ["kat"]


def test_followers_are_a_number_or_nothing(talk):
    users = [{"follower_count": 310}, {}, {"follower_count": "många"}]
    session, _ = talk(TIKTOK, lambda *asked: {"data": {"user": users.pop(0)}, **OK})
    assert [TIKTOK.followers(session, "o") for _each in range(3)] == [310, None, None]


def test_views_and_likes_are_told(talk):
    video = {"id": "7", "share_url": "https://t/7", "view_count": 310, "like_count": "många"}
    data = {"videos": [video], "cursor": 5, "has_more": True}
    session, service = talk(TIKTOK, lambda *asked: {"data": data, "error": {"code": "ok"}})
    page = TIKTOK.counts(session, "o", "")
    assert (page.counts, page.after) == ((PostCount("https://t/7", 310, None),), "5")
    assert service.asked[0][2] == {"fields": "id,share_url,view_count,like_count"}
