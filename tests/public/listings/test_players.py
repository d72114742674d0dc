import pytest
from zope.i18n import translate

from katrineholm.socialhub.public.listings.players import (
    film_player,
    linked_films,
    media_label,
    playable_files,
    source_label,
)


@pytest.mark.parametrize(
    ("link", "player"),
    [
        (
            "https://www.youtube.com/watch?v=abc_DEF-123&t=4",
            "https://www.youtube-nocookie.com/embed/abc_DEF-123",
        ),
        (
            "https://www.youtube.com/shorts/abcdefghijk",
            "https://www.youtube-nocookie.com/embed/abcdefghijk",
        ),
        *[
            (f"https://{each}abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk")
            for each in (
                *("youtu.be/", "m.youtube.com/watch?v=", "www.youtube.com/live/"),
                *("www.youtube.com/watch?app=desktop&v=", "youtube.com/embed/"),
            )
        ],
        ("https://youtu.be.evil.example/abcdefghijk", ""),
        ("https://vimeo.com/12345", "https://player.vimeo.com/video/12345?dnt=1"),
        ("https://evil.example/?https://vimeo.com/1", ""),
        ("https://www.youtube.com/@katrineholm", ""),
        ("", ""),
    ],
)
def test_a_services_player_is_the_one_without_cookies(link, player):
    found = film_player(link)
    assert (found.src if found else "") == player


@pytest.mark.parametrize(
    ("link", "player"),
    [
        *[
            (f"https://video.a.se/{path}{id}", f"https://video.a.se/videos/embed/{id}?p2p=0")
            for path in ("w/", "videos/watch/")
            for id in ("kkGMgK9ZtnKfYAgnEtQxbv", "9c9de5e8-0a1e-484a-b099-e80766180a6d")
        ],
        ("https://video.a.se/w/kkGMgK9ZtnKfYAgnEtQxbv?start=4s", "kkGMgK9ZtnKfYAgnEtQxbv?p2p=0"),
        ("https://video.a.se/w/p/kkGMgK9ZtnKfYAgnEtQxbv", ""),
        ("https://a@evil.example/w/kkGMgK9ZtnKfYAgnEtQxbv", ""),
        ("http://video.a.se/w/kkGMgK9ZtnKfYAgnEtQxbv", ""),
        ("https://video.a.se/w/kkGMgK9Zt/../../x", ""),
    ],
)
def test_each_instance_of_peertube_has_a_player(link, player):
    found = film_player(link, "peertube")
    assert found.src.endswith(player) and found.service == "video.a.se" if player else found is None
    assert film_player(link, "website") is None


def test_films_that_a_text_links_to_are_played_each_with_its_own_words():
    html = (
        '<p><a href="https://www.youtube.com/watch?v=abcdefg&amp;t=1" rel="noopener"><img src="a"> '
        'Bron <b>byggs</b></a> <a href="https://a.se/">A</a> <a href="https://vimeo.com/7">Sjön</a></p>'
    )
    assert linked_films(html) == [
        ("Bron byggs", ("YouTube", "https://www.youtube-nocookie.com/embed/abcdefg")),
        ("Sjön", ("Vimeo", "https://player.vimeo.com/video/7?dnt=1")),
    ]


def test_only_sounds_and_films_are_played_by_the_browser():
    sound = {"url": "https://example.org/a.mp3", "type": "audio/mpeg"}
    film = {"url": "https://example.org/b.mp4", "type": "video/mp4"}
    other = {"url": "https://example.org/c.pdf", "type": "application/pdf"}
    assert playable_files([sound, film, other, {**other, "type": ""}]) == [
        {"tag": "audio", **sound},
        {"tag": "video", **film},
    ]


SOUND = {"url": "https://example.org/a.mp3", "type": "audio/mpeg"}
FILE = {"url": "https://example.org/b.mp4", "type": "video/mp4"}
YOUTUBE = "https://youtu.be/abcdefghijk"
TIKTOK = "https://www.tiktok.com/@katrineholm/video/7300000000000000001"


@pytest.mark.parametrize(
    ("card", "card_label", "at_source"),
    [
        ({"link": YOUTUBE}, "Watch the film", "Go to the source"),
        ({"link": TIKTOK}, "Watch the film on Tjänst", "Watch the film on Tjänst"),
        ({"link": TIKTOK, "media": [FILE]}, "Watch the film", "Go to the source"),
        (
            {"link": "https://video.a.se/w/kkGMgK9ZtnKfYAgnEtQxbv"},
            *("Watch the film on Tjänst",) * 2,
        ),
        ({"link": ""}, "", "Go to the source"),
        (
            {"link": "https://www.a.se/film/1", "platform": "website"},
            "Watch the film on a.se",
            "Watch the film on a.se",
        ),
        ({"link": TIKTOK, "plays": "sound"}, *("Listen on Tjänst",) * 2),
        ({"link": TIKTOK, "plays": "sound", "media": [SOUND]}, "Listen", "Go to the source"),
        ({"link": TIKTOK, "plays": ""}, "", "Go to the source"),
    ],
)
def test_a_film_that_is_not_played_here_says_where_it_is(card, card_label, at_source):
    card = {"plays": "video", "media": [], "platform": "x", "service": "Tjänst"} | card
    assert (translate(media_label(card)), translate(source_label(card))) == (card_label, at_source)
