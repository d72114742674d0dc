"""An entry's own page: its film or sound is played only when the visitor asks."""

import re

import pytest
import transaction

from katrineholm.socialhub.core.feeds.model import Image, Media

FILM = "https://www.youtube.com/watch?v=abcDEF12345"


@pytest.fixture
def page(make_functional_channel, keep, request_factory):
    """A function that stores an entry and gives its page: ``page("?play=1", link=…)``."""

    def page(query="", **fields):
        channel = make_functional_channel(kind="video", platform="youtube")
        entry_id = keep(channel, **fields)
        transaction.commit()
        session = request_factory(role="Anonymous")
        session.headers["Accept"] = "text/html"
        answer = session.get(f"hub/@@entry/{entry_id}{query}")
        assert answer.status_code == 200
        return answer.text

    return page


def asked_hosts(html):
    """Hosts that a browser would ask by itself."""
    sources = re.findall(r'<(?:img|iframe|video|audio|source)[^>]* src="https?://([^/"]+)', html)
    return {host for host in sources if not host.startswith("localhost")}


def test_a_sound_waits_for_its_button(page):
    html = page(media=(Media("https://podd.example.se/1.mp3", "audio/mpeg"),))
    sound = re.search(r"<audio[^>]*>", html)[0]
    assert 'src="https://podd.example.se/1.mp3"' in sound
    assert 'preload="none"' in sound


def test_a_services_player_comes_only_when_it_is_asked_for(page):
    html = page(link=FILM)
    assert asked_hosts(html) == set()
    assert "?play=1" in html
    assert "YouTube" in html


def test_the_player_that_was_asked_for_sets_no_cookies(page):
    html = page("?play=1", link=FILM)
    assert asked_hosts(html) == {"www.youtube-nocookie.com"}
    assert "sandbox=" in html


def test_an_entry_elsewhere_has_no_player(page):
    html = page("?play=1", link="https://blogg.example.se/1")
    assert "<iframe" not in html


def test_a_picture_at_its_source_is_not_asked_for(page):
    html = page(
        images=(Image("https://foto.example.se/1.jpg", "En bild"),),
        html='<p><img src="https://foto.example.se/1.jpg" alt="En bild"></p>',
    )
    assert asked_hosts(html) == set()


def test_the_page_bears_the_entrys_own_name_and_address(page):
    html = page(title="Is & <snö>")
    assert "<title>Is &amp; &lt;snö&gt;" in html
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', html)[1]
    assert "/hub/@@entry/" in canonical
