"""Instagram's interfaces."""

from datetime import UTC, datetime

from katrineholm.socialhub.core.feeds.model import Image, Media
from katrineholm.socialhub.core.sources.instagram_connector import INSTAGRAM, INSTAGRAM_BY_FACEBOOK
from katrineholm.socialhub.core.sources.json_values import whole_number
from katrineholm.socialhub.core.sources.model import Account, PostCount

ALBUM = {
    "id": "180",
    "caption": "Badet är öppet #bad",
    "media_type": "CAROUSEL_ALBUM",
    "permalink": "https://www.instagram.com/p/AB/",
    "timestamp": "2026-06-19T10:00:00+0000",
    "username": "kat",
    "alt_text": "Hela albumet",
    "children": {
        "data": [
            {
                "id": "1",
                "media_type": "IMAGE",
                "media_url": "https://c.se/1.jpg",
                "alt_text": "Hopp",
            },
            {
                "id": "2",
                "media_type": "VIDEO",
                "media_url": "https://c.se/2.mp4",
                "thumbnail_url": "https://c.se/2.jpg",
            },
        ]
    },
}
COMMENTS = {
    "data": [
        {
            "id": "180",
            "permalink": "https://www.instagram.com/p/AB/",
            "comments": {
                "data": [
                    {
                        "id": "c1",
                        "text": "Hur dags?",
                        "username": "anna",
                        "timestamp": "2026-06-19T11:00:00+0000",
                        "from": {"id": "9"},
                        "replies": {
                            "data": [{"id": "c2", "text": "Klockan tio", "username": "kat"}]
                        },
                    }
                ]
            },
        },
        {"id": "181", "permalink": "https://www.instagram.com/p/AC/"},
    ]
}


def test_a_post_with_several_pictures_has_them_all_with_their_descriptions(talk):
    session, _ = talk(INSTAGRAM, lambda *asked: {"data": [ALBUM, {"caption": "no id"}]})
    page = INSTAGRAM.posts(session, "17", "")
    [draft] = page.drafts
    assert draft.images == [Image("https://c.se/1.jpg", "Hopp"), Image("https://c.se/2.jpg")]
    assert draft.media == [Media("https://c.se/2.mp4", "video/mp4")]
    assert draft.published == datetime(2026, 6, 19, 10, tzinfo=UTC)
    assert (draft.link, draft.html) == (ALBUM["permalink"], "<p>Badet är öppet #bad</p>")
    assert page.after == ""


def test_a_picture_that_is_withheld_leaves_the_post(talk):
    post = {"id": "1", "caption": "Musik", "media_type": "VIDEO", "alt_text": "x"}
    session, _ = talk(INSTAGRAM, lambda *asked: {"data": [post]})
    [draft] = INSTAGRAM.posts(session, "17", "").drafts
    assert (draft.images, draft.media, draft.link) == ([], [], "")


def test_comments_come_with_their_replies_and_addresses(talk):
    session, service = talk(INSTAGRAM, lambda *asked: COMMENTS)
    first, reply = INSTAGRAM.comments(session, "17")
    assert first.permalink == "https://www.instagram.com/p/AB/c/c1/"
    assert first.sender["handle"] == "@anna"
    assert (first.about, first.answers) == (first.about, first.about)
    assert (reply.answers, reply.text) == (first.permalink, "Klockan tio")
    assert len(service.asked) == 1


def test_hiding_is_asked_for_once_and_looked_at_afterwards(talk):
    def tell(method, path, query, body):
        return {"success": True} if method == "POST" else {"id": "c1", "hidden": True}

    session, service = talk(INSTAGRAM, tell)
    assert INSTAGRAM.hide(session, "c1", True) is True
    assert [(method, query.get("hide")) for method, _path, query in service.asked] == [
        ("POST", "true"),
        ("GET", None),
    ]


def test_what_was_hidden_is_shown_again(talk):
    def tell(method, path, query, body):
        return {"success": True} if method == "POST" else {"id": "c1", "hidden": False}

    session, service = talk(INSTAGRAM, tell)
    assert INSTAGRAM.hide(session, "c1", False) is True
    assert service.asked[0][2] == {"hide": "false"}


def test_what_is_not_hidden_though_the_service_said_so_is_told(talk):
    def tell(method, path, query, body):
        return {"success": True} if method == "POST" else {"id": "c1", "hidden": False}

    session, _ = talk(INSTAGRAM, tell)
    assert INSTAGRAM.hide(session, "c1", True) is False


def test_a_token_is_renewed_for_as_long_as_the_service_says(talk):
    session, service = talk(INSTAGRAM, lambda *a: {"access_token": "new", "expires_in": 5183944})
    renewed = INSTAGRAM.renew(session)
    assert (renewed.secrets, renewed.lasts) == ({"token": "new"}, 5183944)
    assert service.asked[0][1] == "/refresh_access_token"


def test_by_facebook_the_pages_tell_which_accounts_there_are(talk):
    pages = [
        {"id": "1", "name": "A"},
        {"id": "2", "instagram_business_account": {"id": "17", "username": "kat"}},
    ]
    session, _ = talk(INSTAGRAM_BY_FACEBOOK, lambda *asked: {"data": pages})
    assert INSTAGRAM_BY_FACEBOOK.whose(session, "") == [Account("17", "kat")]


def test_followers_are_a_number_or_nothing():
    for told, number in ((1240, 1240), ("1240", 1240), (None, None), (-1, None), ("många", None)):
        assert whole_number({"followers_count": told}, "followers_count") == number


def test_the_accounts_followers_are_asked_for(talk):
    session, service = talk(INSTAGRAM, lambda *asked: {"followers_count": 1240, "id": "17"})
    assert INSTAGRAM.followers(session, "17") == 1240
    [(method, path, query)] = service.asked
    assert (method, path.rpartition("/")[2], query["fields"]) == ("GET", "17", "followers_count")


def test_replies_beyond_the_first_page_are_asked_for(talk):
    paging = {"cursors": {"after": "A"}, "next": "https://x/?access_token=NEVER"}

    def tell(method, path, query, body):
        if path.endswith("/17/replies"):
            return {"data": [{"id": "20", "text": "Jag också"}]}
        replies = {"data": [{"id": "19", "text": "Jag"}], "paging": paging}
        comment = {"id": "17", "text": "Vem bakar?", "replies": replies}
        post = {"id": "1", "permalink": "https://www.instagram.com/p/A/"}
        return {"data": [post | {"comments": {"data": [comment]}}]}

    session, service = talk(INSTAGRAM, tell)
    found = INSTAGRAM.comments(session, "1")
    assert [each.id for each in found] == ["17", "19", "20"]
    assert {each.answers for each in found[1:]} == {found[0].permalink}
    assert service.asked[1][2]["after"] == "A"
    assert "NEVER" not in repr(service.asked)


def test_stories_are_read_where_meta_documents_them(talk):
    told = {"id": "9", "media_type": "IMAGE", "media_url": "https://c.se/s.jpg"}
    told |= {"permalink": "https://www.instagram.com/stories/kat/9"}
    session, service = talk(INSTAGRAM_BY_FACEBOOK, lambda *asked: {"data": [told]})
    [draft] = INSTAGRAM_BY_FACEBOOK.stories(session, "178", "").drafts
    assert (draft.id, draft.link) == ("9", "https://www.instagram.com/stories/kat/9")
    assert [each.src for each in draft.images] == ["https://c.se/s.jpg"]
    assert service.asked[0][1] == "/v25.0/178/stories"
    assert INSTAGRAM.stories is None


def test_likes_are_a_number_or_hidden(talk):
    posts = [
        {"permalink": "https://i/1", "like_count": 12, "id": "1"},
        {"permalink": "https://i/2"},
    ]
    paging = {"cursors": {"after": "A"}, "next": "https://i/next"}
    session, service = talk(INSTAGRAM, lambda *asked: {"data": posts, "paging": paging})
    page = INSTAGRAM.counts(session, "17", "B")
    assert page.counts == (PostCount("https://i/1", likes=12), PostCount("https://i/2"))
    assert (page.after, service.asked[0][2]["after"]) == ("A", "B")
    assert service.asked[0][2]["fields"] == "permalink,like_count"
