"""Pictures, films and sounds as feedparser tells them."""

import pytest

from katrineholm.socialhub.core.feeds.attachments import entry_images, entry_media
from katrineholm.socialhub.core.feeds.model import Image, Media


def enclosed(url, type=""):
    return {"links": [{"rel": "enclosure", "href": url, "type": type}]}


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (enclosed("https://a.se/a.jpg"), [Image("https://a.se/a.jpg")]),
        (enclosed("https://a.se/a", "image/png"), [Image("https://a.se/a")]),
        (enclosed("https://a.se/a.mp3", "image/png"), []),
        ({"image": {"href": "https://a.se/pod.jpg"}}, [Image("https://a.se/pod.jpg")]),
        (
            {
                "media_thumbnail": [
                    {"url": "s.jpg", "width": "90"},
                    {"url": "l.jpg", "width": "480"},
                ]
            },
            [Image("l.jpg", None, 480, None)],
        ),
        (
            {
                "media_content": [
                    {"url": "s.jpg", "group": 1, "width": "90", "medium": "image"},
                    {"url": "l.jpg", "group": 1, "width": "480", "medium": "image"},
                    {"url": "b.jpg", "group": 2, "medium": "image", "media_description": "En bro"},
                ]
            },
            [Image("l.jpg", None, 480, None), Image("b.jpg", "En bro")],
        ),
    ],
)
def test_the_largest_of_each_picture_is_found(entry, found):
    assert entry_images(entry) == found


def test_a_description_beside_a_text_tells_of_the_one_picture():
    entry = {"media_description": "En bro", "summary": "Text", **enclosed("https://a.se/a.jpg")}
    assert entry_images(entry) == [Image("https://a.se/a.jpg", "En bro")]
    assert entry_images({**entry, "summary": ""}) == [Image("https://a.se/a.jpg")]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (enclosed("https://a.se/a.mp3"), [Media("https://a.se/a.mp3", "audio/mpeg")]),
        (
            enclosed("https://a.se/a?x.mp3", "audio/ogg"),
            [Media("https://a.se/a?x.mp3", "audio/ogg")],
        ),
        (enclosed("https://a.se/a.pdf", "application/pdf"), []),
        (enclosed("https://a.se/a.jpg", "image/jpeg"), []),
        ({"media_content": [{"url": "a", "medium": "video"}]}, [Media("a", "video/*")]),
        (
            {"media_content": [{"url": n, "medium": "video", "group": 1} for n in ("a", "b")]},
            [Media("a", "video/*")],
        ),
    ],
)
def test_films_and_sounds_are_told_by_type_or_name(entry, found):
    assert entry_media(entry) == found


@pytest.mark.parametrize(
    "told",
    [
        {"media_subtitle": {"href": "https://a.se/a.vtt", "lang": "sv"}},
        {"podcast_transcript": {"url": "https://a.se/a.vtt", "type": "text/vtt"}},
    ],
)
def test_captions_and_transcripts_are_told_by_their_address(told):
    film = enclosed("https://a.se/a.mp4")
    assert entry_media(film | told) == [
        Media("https://a.se/a.mp4", "video/mp4", "https://a.se/a.vtt")
    ]
    assert entry_media(film | dict.fromkeys(told, "text"))[0].captions == ""
