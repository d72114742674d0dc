"""Instagram's two shapes, apart and mixed, with labels in any language."""

import pytest

from katrineholm.socialhub.core.sources.download_post import ARCHIVED, STORY, Medium

PLACE = "your_instagram_activity/media/"
FILE = "media/posts/202606/1111_2222_n_18012345678901234.jpg"
LINK = "https://www.instagram.com/p/ABCdef/"
AT = 1781863201


def medium(uri=FILE, title="", at=AT - 1):
    return {"uri": uri, "creation_timestamp": at, "title": title, "backup_uri": "https://x.se/a"}


def labelled(torn, caption="Caption", url="URL", words="Midsommar i parken på ön", media="Media"):
    return {
        "timestamp": AT,
        "fbid": "18099999999999999",
        "media": [],
        "label_values": [
            {"label": torn(caption), "value": torn(words)},
            {"label": torn(url), "value": LINK + "?igsh=x", "href": LINK + "?igsh=x"},
            {"label": torn(media), "media": [medium()]},
            {"label": "Reel metadata", "dict": []},
            {"label": "Latitude", "value": "58.99612345678901234567890"},
        ],
    }


def test_a_single_picture_has_the_words_in_the_older_shape(posts, torn):
    older = [{"media": [medium(title=torn("Midsommar på ön 🌷"))]}]
    [post] = posts({PLACE + "posts_1.json": older})
    assert (post.text, post.moment, post.link) == ("Midsommar på ön 🌷", AT - 1, "")
    assert post.media == (Medium(FILE),)
    assert post.names[1:] == ("18012345678901234",)


def test_of_several_pictures_the_post_has_the_words(posts):
    media = [medium(), medium("media/posts/202606/2.webp", title="Bild")]
    older = [{"media": media, "title": "Två bilder", "creation_timestamp": AT}]
    [post] = posts({"content/posts_1.json": older})
    assert (post.text, post.moment, len(post.media)) == ("Två bilder", AT, 2)


def test_a_picture_may_stand_where_a_list_is_meant(posts):
    [post] = posts({PLACE + "posts_1.json": [{"media": medium(title="Hej")}]})
    assert post.text == "Hej"


@pytest.mark.parametrize(
    "labels",
    [
        {},
        {"caption": "Bildtext", "url": "Webbadress", "media": "Medier"},
        {"caption": "Légende", "url": "Lien", "media": "Contenu"},
        {"caption": "الشرح", "url": "الرابط", "media": "الوسائط"},
    ],
)
def test_labels_are_told_apart_by_what_they_hold(posts, torn, labels):
    [post] = posts({PLACE + "posts.json": [labelled(torn, **labels)]})
    assert (post.text, post.link, post.moment) == ("Midsommar i parken på ön", LINK, AT)
    assert post.media == (Medium(FILE),)
    assert set(post.names[1:]) == {"18012345678901234", "18099999999999999"}


def test_both_shapes_in_one_download_tell_of_a_post_once(posts, torn):
    older = [
        {"media": [medium(title=torn("Midsommar i parken på ön"))]},
        {"media": [medium("b.jpg")]},
    ]
    found = posts({PLACE + "posts_1.json": older, PLACE + "posts.json": [labelled(torn)]})
    assert sorted(each.link for each in found) == ["", LINK]


def test_another_posts_file_is_not_taken_for_this_one(posts):
    elsewhere = "logged_information/past_instagram_insights/posts.json"
    older = [{"media": [medium(title="Hej")]}]
    assert (
        len(posts({PLACE + "posts_1.json": older, elsewhere: [{"media": [medium("x.jpg")]}]})) == 1
    )


@pytest.mark.parametrize(
    ("file", "content", "closed"),
    [
        ("stories.json", {"ig_stories": [medium(title="Hej")]}, STORY),
        ("archived_posts.json", {"ig_archived_post_media": [{"media": [medium()]}]}, ARCHIVED),
        ("reels.json", {"ig_reels_media": [{"media": [medium(title="Hej")]}]}, ""),
        ("igtv_videos.json", {"ig_igtv_media": [{"media": [medium(title="Hej")]}]}, ""),
    ],
)
def test_stories_and_the_archive_are_never_public(posts, file, content, closed):
    [post] = posts({f"instagram-kat-2026-06-19-x/{PLACE}{file}": content})
    assert post.closed == closed


@pytest.mark.parametrize("at", [0, -62169958800, 4070908800, None, "1781863201"])
def test_what_is_no_moment_of_a_post_is_none(posts, at):
    [post] = posts({PLACE + "posts_1.json": [{"media": [medium(title="Hej", at=at)]}]})
    assert post.moment is None


def test_the_oldest_shape_has_a_row_for_each_picture(report, posts, zipped):
    told = {"caption": "Badet öppnar", "taken_at": "2019-06-19T10:00:00", "location": "Djulö"}
    oldest = {
        "photos": [{**told, "path": f"photos/201906/{name}.jpg"} for name in "ab"],
        "videos": [{"caption": "", "taken_at": "2019-06-20T10:00:00", "path": "videos/c.mp4"}],
        "stories": [{**told, "path": "stories/d.jpg"}],
        "profile": [{**told, "path": "profile/e.jpg"}],
        "direct": [{**told, "path": "direct/f.jpg"}],
    }
    bath, story = posts({"media.json": oldest})
    assert (bath.text, bath.moment, bath.closed) == ("Badet öppnar", 1560938400, "")
    assert [each.path for each in bath.media] == ["photos/201906/a.jpg", "photos/201906/b.jpg"]
    assert (story.closed, [each.path for each in story.media]) == ("story", ["stories/d.jpg"])
    [file] = report(zipped({"instagram-kat/media.json": oldest})).files
    assert (file.left_out, file.strange) == ({"empty": 1, "message": 1}, 0)


PATH = "your_instagram_activity/threads/threads_and_replies.json"
SENT = 1781863201


def post(words="", title=None, uri="", **more):
    found = {"media": [{"uri": uri, "creation_timestamp": SENT, "title": words, **more}]}
    return found if title is None else {**found, "title": title}


@pytest.mark.parametrize(
    "told", [post("Hej på er"), post(title="Hej på er"), post("x", "Hej på er")]
)
def test_the_words_are_taken_from_either_place(posts, told):
    [found] = posts({PATH: {"text_post_app_text_posts": [told]}})
    assert (found.text, found.media, found.moment, found.closed) == ("Hej på er", (), SENT, "")


def test_an_answer_to_somebody_is_never_public(posts):
    [found] = posts({PATH: {"text_post_app_text_posts": [post("@anna Tack!")]}})
    assert found.closed == "reply"


def test_a_post_with_neither_is_not_understood(report, zipped):
    told = report(zipped({PATH: {"text_post_app_text_posts": [post("Hej"), {"other": 1}]}}))
    assert [(each.rows, each.posts, each.strange, each.unknown) for each in told.files] == [
        (2, 1, 1, ("other",))
    ]
