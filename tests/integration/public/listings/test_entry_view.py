"""An entry's own page: its film or sound is played only when the visitor asks."""

import io
import re

import pytest
import transaction
from PIL import Image as Painting

from katrineholm.socialhub.core.feeds.model import Image, Media
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of

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


def test_a_title_that_is_made_of_the_text_is_not_seen_twice(page):
    heading = r'<h1[^>]*class="documentFirstHeading visually-hidden"'
    said = {"title": "Hej på er", "summary": "Hej på er"}
    assert re.search(heading, page(title_derived=True, **said))
    assert not re.search(heading, page(title_derived=False, **said))


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


@pytest.mark.usefixtures("framed")
def test_the_page_bears_the_entrys_own_name_and_address(page):
    html = page(title="Is & <snö>")
    assert "<title>Is &amp; &lt;snö&gt;" in html
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', html)[1]
    assert "/hub/@@entry/" in canonical


def test_an_entrys_page_shows_it_in_full(get, place):
    text = get(f"hub/@@entry/{place.ids['Nyast']}")
    assert "<p>Hej </p>" in text
    assert 'href="https://blogg.example.se/2"' in text
    assert "Kulturförvaltningen" in text
    assert "hide-entry" not in text


def test_a_kept_picture_is_shown_from_this_site(get, place, picture, browse):
    name = picture("Nyast")
    url = f"{place.hub.absolute_url()}/@@picture/{place.ids['Nyast']}/{name}"
    for page in ("hub", f"hub/@@entry/{place.ids['Nyast']}"):
        text = get(page)
        assert f'src="{url}"' in text
        assert "cdn.example.se" not in text
    answer = browse().get(url)
    headers = {
        name: answer.headers.get(name)
        for name in (
            "Content-Type",
            "Content-Length",
            "Cache-Control",
            "X-Content-Type-Options",
            "Content-Security-Policy",
        )
    }
    assert answer.content == b"RIFF....WEBP"
    assert headers == {
        "Content-Type": "image/webp",
        "Content-Length": "12",
        "Cache-Control": "public, max-age=30",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'",
    }


def test_a_picture_is_not_sent_again_and_is_gone_with_its_entry(place, picture, browse):
    url = f"hub/@@picture/{place.ids['Nyast']}/{picture('Nyast')}"
    same = {"If-None-Match": browse().get(url).headers["ETag"]}
    answer = browse().get(url, headers=same)
    assert (answer.status_code, answer.content) == (304, b"")
    assert browse().get(url, headers={"If-None-Match": '"another"'}).status_code == 200
    hide_entry(timeline_of(place.hub), place.ids["Nyast"], by="anna", now=0)
    transaction.commit()
    assert browse().get(url, headers=same).status_code == 404
    assert browse().get(url, headers={"If-None-Match": "*"}).status_code == 404


def test_a_picture_belongs_to_its_entry(place, picture, browse):
    name = picture("Nyast")
    urls = [
        f"{place.ids['Film']}/{name}",
        f"{place.ids['Nyast']}/other",
        place.ids["Nyast"],
        f"{place.ids['Nyast']}/{name}/more",
        "",
    ]
    assert [browse().get(f"hub/@@picture/{url}").status_code for url in urls] == [404] * 5


@pytest.mark.usefixtures("framed")
def test_an_entry_that_is_shared_is_told_of_by_its_own_words_and_picture(get, place, picture):
    name = picture("Nyast")
    hub = place.hub.absolute_url()
    page = get(f"hub/@@entry/{place.ids['Nyast']}")
    told = dict(re.findall(r'<meta property="(og:[a-z]+)" content="([^"]*)"', page))
    assert told["og:title"] == "Nyast"
    assert told["og:description"] == "Hej"
    assert told["og:url"] == f"{hub}/@@entry/{place.ids['Nyast']}"
    assert told["og:image"] == f"{hub}/@@picture/{place.ids['Nyast']}/{name}"


def test_a_picture_is_also_there_as_narrow_as_a_card(place, keep, browse):
    painting = io.BytesIO()
    Painting.radial_gradient("L").resize((800, 400)).save(painting, "WEBP")
    shown, src = place.ids["Nyast"], "https://cdn.example.se/a.jpg"
    timeline = timeline_of(place.hub)
    name = add_picture(timeline, shown, src, painting.getvalue(), 800, 400, "image/webp")
    transaction.commit()
    url = f"hub/@@picture/{place.ids['Nyast']}/{name}"
    narrow, whole = browse().get(f"{url}/400"), browse().get(url)
    assert len(narrow.content) < len(whole.content)
    assert narrow.headers["Content-Type"] == "image/webp"
    assert f"{name}/400 400w, " in browse().get("hub").text
    for strange in ("401", "x", "400/400"):
        assert browse().get(f"{url}/{strange}").status_code == 404


LANGUAGE = r'<\w+\b[^>]* lang="(\w+)"[^>]*>(?:\s|<(?!/h)[^>]*>)*'
SHOWING = (
    *("hub", "hub/kultur", "hub/kultur/bloggen", "hub/@@sections", "hub?SearchableText=Suomi"),
    "hub/@@entry/{}",
)


@pytest.mark.parametrize(("said", "meant"), [("", "fi"), ("de", "de")])
def test_words_are_in_the_entrys_own_language_or_else_in_the_channels(
    make_functional_channel, keep, browse, request_factory, said, meant
):
    channel = make_functional_channel("bloggen", language="fi")
    entry_id = keep(channel, title="Suomi ensin", language=said)
    transaction.commit()
    session = browse()
    for path in SHOWING:
        page = session.get(path.format(entry_id)).text
        found = re.findall(LANGUAGE + "(?:<mark>)?Suomi", page)
        assert found, path
        assert set(found) == {meant}, path
    told = request_factory(role="Anonymous").get(f"hub/kultur/bloggen/@entries/{entry_id}").json()
    assert told["language"] == meant
