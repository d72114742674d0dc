"""The pages of a hub, an administration, a channel and an entry, as anybody sees them."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import transaction

from katrineholm.socialhub.core.timeline.store import timeline_of

TITLES = ["Nyast", "Film", "Bild", "Äldst"]


@pytest.fixture
def get(place, browse):
    """The text of a page, as anybody sees it."""

    def get(url):
        answer = browse().get(url)
        assert answer.status_code == 200
        return answer.text

    return get


def cards(text):
    """The titles of a page's cards, in order."""
    found = re.findall(r'class="socialhub-title">\s*<a[^>]*>(.*?)</a>', text, re.S)
    return [unescape(title.strip()) for title in found]


def links(text, pattern):
    return [unescape(url) for url in re.findall(rf'href="([^"]*{pattern}[^"]*)"', text)]


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("hub", TITLES),
        ("hub/kultur", ["Nyast", "Film", "Äldst"]),
        ("hub/skola", ["Bild"]),
        ("hub/kultur/bloggen", ["Nyast", "Äldst"]),
        ("hub?kind=video", ["Film"]),
        ("hub?platform=flickr", ["Bild"]),
        ("hub?administration=skola", ["Bild"]),
        ("hub?channel=bloggen&channel=bilder", ["Nyast", "Bild", "Äldst"]),
        ("hub?year=2026&month=4", ["Film"]),
        ("hub?b_size=2&b_start=2", ["Bild", "Äldst"]),
        ("hub?kind=novel", []),
    ],
)
def test_a_page_shows_the_entries_that_are_asked_for(get, url, seen):
    assert cards(get(url)) == seen


def test_every_month_is_one_link_away(get, place):
    text = get("hub?kind=blog")
    urls = links(text, "month=")
    assert [parse_qs(urlsplit(url).query) for url in urls] == [
        {"kind": ["blog"], "year": ["2026"], "month": [month]} for month in ("5", "1")
    ]
    assert [cards(get(url)) for url in urls] == [["Nyast"], ["Äldst"]]


def test_paging_goes_there_and_back(get):
    first = get("hub?b_size=3&year=2026")
    [older] = links(first, "b_start=3")
    second = get(older)
    newer = re.search(r'rel="prev"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="prev"', second)
    back = get(unescape(newer[1] or newer[2]))
    assert (cards(first), cards(second)) == (TITLES[:3], TITLES[3:])
    assert cards(back) == cards(first)
    assert 'rel="next"' not in second
    assert 'rel="prev"' not in first


def test_a_filter_is_shown_as_chosen_and_kept_in_the_feeds(get, place):
    text = get("hub?kind=video")
    assert re.search(r'<option[^>]*value="video"[^>]*selected|selected[^>]*value="video"', text)
    assert links(text, "@@rss") == [f"{place.hub.absolute_url()}/@@rss?kind=video"] * 2


def test_a_channels_page_says_who_answers_for_it(get):
    text = get("hub/kultur/bloggen")
    for told in ("Kulturförvaltningen", "kultur@example.se", "0150-570 00"):
        assert told in text
    assert 'href="mailto:kultur@example.se"' in text
    assert 'href="tel:015057000"' in text
    assert 'href="https://bloggen.example.se/"' in text


def test_an_administrations_page_lists_its_public_channels(get, place):
    text = get("hub/kultur")
    hub = place.hub.absolute_url()
    assert f'href="{hub}/kultur/bloggen"' in text
    assert "Hemlig" not in text


@pytest.mark.parametrize("target", ["source", "page"])
def test_a_heading_leads_where_the_hub_says(get, place, target):
    place.hub.entry_target = target
    transaction.commit()
    page = f"{place.hub.absolute_url()}/@@entry/{place.ids['Nyast']}"
    wanted = {"source": "https://blogg.example.se/2", "page": page}[target]
    assert re.search(rf'<a[^>]*href="{re.escape(wanted)}"[^>]*>\s*Nyast', get("hub"))


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
        "Cache-Control": "public, max-age=86400",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'",
    }


def test_a_picture_is_not_sent_again_and_is_gone_with_its_entry(place, picture, browse):
    url = f"hub/@@picture/{place.ids['Nyast']}/{picture('Nyast')}"
    same = {"If-None-Match": browse().get(url).headers["ETag"]}
    answer = browse().get(url, headers=same)
    assert (answer.status_code, answer.content) == (304, b"")
    assert browse().get(url, headers={"If-None-Match": '"another"'}).status_code == 200
    timeline_of(place.hub).hide(place.ids["Nyast"], by="anna", now=0)
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


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>${1+1}javascript:alert(1)"


def test_hostile_text_is_shown_as_text(get, place, keep, picture):
    fields = dict.fromkeys(("title", "summary", "author", "language", "id", "dated"), HOSTILE)
    channel = place.channels["bloggen"]
    number = keep(channel, **fields, categories=(HOSTILE,), html="")
    channel.title = channel.description = HOSTILE
    channel.__parent__.title = channel.__parent__.phone = HOSTILE
    channel.reindexObject()
    transaction.commit()
    pages = ("hub", "hub/kultur", "hub/kultur/bloggen", f"hub/@@entry/{number}")
    for page in (*pages, f"hub?kind={HOSTILE}&administration={HOSTILE}&channel={HOSTILE}"):
        text = get(page)
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert not re.search(r"""href=["']?\s*javascript:""", text)


def test_a_byline_is_on_the_places_own_pages_alone(functional_administration, browse, person):
    editor = browse(*person("Editor"))
    pages = ("hub", "hub/kultur", "hub/@@official-list", "hub/@@messages", "hub/kultur/@@messages")
    has_byline = ["section-byline" in editor.get(page).text for page in pages]
    assert has_byline == [True, True, False, False, False]
