"""Facebook's page and profile: for the record only."""

import pytest

from katrineholm.socialhub.core.sources.download_post import FACEBOOK

PAGE = "facebook-Kat-19_06_2026-x/this_profile's_activity_across_facebook/"
AT = 1781863201


def post(torn, at=AT, words="Badet öppnar", media=True):
    uri = "this_profile's_activity_across_facebook/posts/media/Bilder_77/88.jpg"
    pieces = [
        {"external_context": {"url": "https://example.se/bad", "name": "Bad"}},
        {"place": {"name": "Strandbadet", "coordinate": {"latitude": 58.9}}},
    ]
    pieces += [{"media": {"uri": uri, "description": torn(words)}}] if media else []
    return {
        "timestamp": at,
        "title": "Katrineholm published a post.",
        "data": [{"update_timestamp": at}, {"post": torn(words)}],
        "attachments": [{"data": pieces}],
        "tags": [],
    }


@pytest.mark.parametrize(
    "path",
    [
        PAGE + "posts/profile_posts_1.json",
        "posts/your_posts_1.json",
        "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_2.json",
        "your_activity_across_facebook/posts/your_posts_1.json",
    ],
)
def test_a_post_has_its_words_its_link_and_its_picture(posts, torn, path):
    [found] = posts({path: [post(torn)]})
    assert found.text == "Badet öppnar\n\nhttps://example.se/bad"
    assert (found.title, found.moment, found.closed) == ("", AT, FACEBOOK)
    assert [each.path.rpartition("/")[2] for each in found.media] == ["88.jpg"]


def test_the_same_twice_and_an_albums_picture_are_one_post(posts, torn):
    album = {
        "name": "Bilder",
        "photos": [
            {"uri": "posts/media/Bilder_77/88.jpg", "creation_timestamp": AT},
            {
                "uri": "posts/media/Bilder_77/99.jpg",
                "description": "Bryggan",
                "creation_timestamp": AT,
            },
        ],
    }
    files = {PAGE + "posts/profile_posts_1.json": [post(torn), post(torn)]}
    found = posts({**files, PAGE + "posts/album/0.json": album})
    assert sorted(each.text.partition("\n")[0] for each in found) == ["Badet öppnar", "Bryggan"]


@pytest.mark.parametrize("version", ["videos", "videos_v2", "videos_v13"])
def test_a_list_may_say_its_version(posts, version):
    film = {"uri": "posts/media/videos/1.mp4", "creation_timestamp": AT, "description": "Film"}
    [found] = posts({PAGE + "posts/videos.json": {version: [film]}})
    assert (found.text, found.pictures) == ("Film", [])
