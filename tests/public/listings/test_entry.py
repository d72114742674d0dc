import pytest

from katrineholm.socialhub.public.listings.entry import files, frame


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
        ("https://vimeo.com/12345", "https://player.vimeo.com/video/12345?dnt=1"),
        ("https://evil.example/?https://vimeo.com/1", ""),
        ("https://www.youtube.com/@katrineholm", ""),
        ("", ""),
    ],
)
def test_a_services_player_is_the_one_without_cookies(link, player):
    assert frame(link) == player


def test_only_sounds_and_films_are_played_by_the_browser():
    sound = {"url": "https://example.org/a.mp3", "type": "audio/mpeg"}
    film = {"url": "https://example.org/b.mp4", "type": "video/mp4"}
    other = {"url": "https://example.org/c.pdf", "type": "application/pdf"}
    assert files([sound, film, other, {**other, "type": ""}]) == [
        {"tag": "audio", **sound},
        {"tag": "video", **film},
    ]
