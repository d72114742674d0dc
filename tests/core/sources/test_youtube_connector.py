"""YouTube's interface for comments."""

from katrineholm.socialhub.core.sources.model import PostCount
from katrineholm.socialhub.core.sources.youtube_connector import MORE, YOUTUBE

OWN = "UC0000000000000000000000"


def comment(id, text, author):
    return {
        "id": id,
        "snippet": {
            "textDisplay": text,
            "authorDisplayName": author,
            "authorChannelId": {"value": OWN if author == "Kommunen" else f"UC{author}"},
            "publishedAt": "2026-06-19T10:00:00Z",
        },
    }


def test_comments_on_all_films_come_in_one_request_without_the_channels_own(talk):
    thread = {
        "snippet": {"videoId": "v1", "topLevelComment": comment("c1", "Fin film", "Anna")},
        "replies": {"comments": [comment("c1.1", "Tack", "Kommunen"), comment("c1.2", "Ja", "Bo")]},
    }
    session, service = talk(YOUTUBE, lambda *asked: {"items": [thread]})
    first, reply = YOUTUBE.comments(session, OWN)
    assert first.permalink == "https://www.youtube.com/watch?v=v1&lc=c1"
    assert (reply.text, reply.answers) == ("Ja", first.permalink)
    assert len(service.asked) == 1


def test_a_channel_is_found_by_its_name_or_its_id(talk):
    session, service = talk(YOUTUBE, lambda *asked: {"items": [{"id": OWN}]})
    assert YOUTUBE.whose(session, "@kat")[0].id == OWN
    YOUTUBE.whose(session, OWN)
    assert [query.get("forHandle") for *_rest, query in service.asked] == ["@kat", None]


def test_replies_that_do_not_come_with_the_thread_are_asked_for(talk):
    def comment(id):
        return {"id": id, "snippet": {"textDisplay": id, "publishedAt": "2026-06-19T10:00:00Z"}}

    def tell(method, path, query, body):
        if path.endswith("/comments"):
            first = "pageToken" not in query
            found = [comment("r1"), comment("r2")] if first else [comment("r3")]
            return {"items": found, **({"nextPageToken": "P2"} if first else {})}
        snippet = {"videoId": "f", "topLevelComment": comment("t"), "totalReplyCount": 3}
        told = {"id": "t", "snippet": snippet, "replies": {"comments": [comment("r1")]}}
        return {"items": [told]}

    session, service = talk(YOUTUBE, tell)
    assert [each.id for each in YOUTUBE.comments(session, "UC1")] == ["t", "r1", "r2", "r3"]
    assert [query.get("parentId") for _method, _path, query in service.asked] == [None, "t", "t"]


def test_replies_without_end_are_asked_for_a_few_times_only(talk):
    thread = {"id": "t", "snippet": {"videoId": "f", "totalReplyCount": 900}}

    def tell(method, path, query, body):
        if path.endswith("/comments"):
            return {"items": [comment("r", "Ja", "Bo")], "nextPageToken": "P"}
        return {"items": [thread, thread]}

    session, service = talk(YOUTUBE, tell)
    assert len(YOUTUBE.comments(session, OWN)) == MORE + 2
    assert [path.rpartition("/")[2] for _method, path, _query in service.asked] == [
        "commentThreads",
        *["comments"] * MORE,
    ]


def test_subscribers_are_a_number_unless_the_channel_hides_them(talk):
    told = [{"subscriberCount": "1240"}, {"subscriberCount": "0", "hiddenSubscriberCount": True}]
    session, service = talk(YOUTUBE, lambda *asked: {"items": [{"statistics": told.pop(0)}]})
    assert [YOUTUBE.followers(session, OWN) for _each in range(2)] == [1240, None]
    assert service.asked[0][2] == {"part": "statistics", "id": OWN}


def test_views_and_likes_are_asked_for_page_by_page(talk):
    def tell(method, path, query, body):
        if path.endswith("/channels"):
            return {"items": [{"contentDetails": {"relatedPlaylists": {"uploads": "UUown"}}}]}
        if path.endswith("/playlistItems"):
            items = [{"contentDetails": {"videoId": each}} for each in ("a", "b", "c")]
            return {"items": items, "nextPageToken": "P"}
        told = {"a": {"viewCount": "900", "likeCount": "9"}, "b": {"viewCount": "70"}}
        return {"items": [{"id": id, "statistics": each} for id, each in told.items()]}

    session, service = talk(YOUTUBE, tell)
    page = YOUTUBE.counts(session, OWN, "N")
    watch = "https://www.youtube.com/watch?v="
    assert page.counts == (PostCount(f"{watch}a", 900, 9), PostCount(f"{watch}b", 70, None))
    assert page.after == "P"
    assert service.asked[1][2]["pageToken"] == "N"
    assert service.asked[2][2] == {"part": "statistics", "id": "a,b,c"}


def test_a_channel_without_films_has_no_counts(talk):
    session, _service = talk(YOUTUBE, lambda *asked: {"items": []})
    assert YOUTUBE.counts(session, OWN, "").counts == ()
