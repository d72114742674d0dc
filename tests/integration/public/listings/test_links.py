"""Links to other entries: months, pages and filters."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import transaction
from helpers.integration.public.listings import TITLES, cards
from plone import api
from plone.app.testing import SITE_OWNER_NAME


def links(text, pattern):
    return [unescape(url) for url in re.findall(rf'href="([^"]*{pattern}[^"]*)"', text)]


def test_every_month_is_one_link_away(get, place):
    text = get("hub?kind=blog")
    urls = links(text, "month=")
    assert [parse_qs(urlsplit(url).query) for url in urls] == [
        {"kind": ["blog"], "year": ["2026"], "month": [month]} for month in ("5", "1")
    ]
    assert [cards(get(url)) for url in urls] == [["Nyast"], ["Äldst"]]


def test_paging_goes_there_and_back(get):
    first = get("hub?b_size=3&year=2026")
    [older] = set(links(first, "b_start=3"))
    second = get(older)
    newer = re.search(r'rel="prev"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="prev"', second)
    back = get(unescape(newer[1] or newer[2]))
    assert (cards(first), cards(second)) == (TITLES[:3], TITLES[3:])
    assert cards(back) == cards(first)
    assert 'rel="next"' not in second
    assert 'rel="prev"' not in first


@pytest.mark.parametrize("path", ["hub", "hub/kultur", "hub/kultur/bloggen"])
@pytest.mark.parametrize("start", [500, 10_000_000])
def test_a_page_beyond_the_last_is_not_found(place, browse, path, start):
    for _again in range(2):
        answer = browse().get(f"{path}?b_start={start}")
        assert (answer.status_code, "så här långt tillbaka" in answer.text) == (404, True)
    assert browse().get(f"{path}?kind=podcast").status_code == 200


@pytest.mark.usefixtures("framed")
def test_a_filter_is_shown_as_chosen_and_kept_in_the_feeds(get, place):
    text = get("hub?kind=video")
    assert re.search(r'aria-current="true"[^>]*>\s*<span>Video<', text)
    assert links(text, "@@rss") == [f"{place.hub.absolute_url()}/@@rss?kind=video"] * 2
    text = get("hub?platform=flickr&month=2026")
    assert re.findall(r"<option[^>]*selected[^>]*>([^<]*)<", text) == ["Flickr", "2026"]


def test_a_month_leads_to_its_neighbours(get):
    text = get("hub?year=2026&month=3")
    neighbours = re.search(r'<nav class="socialhub-months".*?</nav>', text, re.S)[0]
    told = re.findall(r'href="[^"]*month=(\d+)"[^>]*>([^<]*)<', neighbours)
    assert told == [("4", "Senare: april 2026"), ("1", "Tidigare: januari 2026")]
    assert "socialhub-months" not in get("hub?year=2026")


@pytest.mark.usefixtures("framed")
def test_each_page_has_a_title_and_an_address_of_its_own(get, place):
    hub = place.hub.absolute_url()
    for query, title in (
        ("", "Sociala medier"),
        ("?kind=blog", "Sociala medier – Blogg"),
        ("?administration=kultur&kind=video", "Sociala medier – Video – Kulturförvaltningen"),
        ("?channel=filmer", "Sociala medier – Filmer"),
        ("?year=2026&month=5", "Sociala medier – maj 2026"),
        ("?b_start=2&b_size=2", "Sociala medier – sida 2"),
    ):
        page = get(f"hub{query}")
        assert f"<title>{title} — Katrineholms kommun</title>" in page
        told = re.search(r'<link rel="canonical" href="([^"]*)"', page)[1]
        assert parse_qs(urlsplit(unescape(told)).query) == parse_qs(query[1:])
        assert told.startswith(hub)


def test_a_service_leads_to_its_accounts_also_where_no_channel_is_all_that_is_chosen(
    get, make_functional_channel
):
    url = "https://www.instagram.com/kultur/"
    make_functional_channel(
        "tyst", title="Tyst", kind="photo", platform="instagram", profile_url=url
    )
    for query in ("platform=instagram", "platform=instagram&kind=blog"):
        text = get(f"hub?{query}")
        assert (cards(text), {*links(text, "instagram.com")}) == ([], {url})
    assert "Inget inlägg stämmer med ditt val." in text
    assert "socialhub-elsewhere" not in get("hub?kind=podcast")


@pytest.mark.usefixtures("framed")
def test_an_administration_that_a_block_asks_for_by_its_uid_is_named_as_chosen(get, place):
    page = get(f"hub?administration={place.hub.kultur.UID()}")
    assert "<title>Sociala medier – Kulturförvaltningen — " in page
    assert f'rel="canonical" href="{place.hub.absolute_url()}?administration=kultur"' in page
    chosen = re.search(r'<div class="socialhub-chosen".*?</ul>', page, re.S)[0]
    assert f'href="{place.hub.absolute_url()}"' in chosen


@pytest.mark.usefixtures("framed")
def test_a_channel_that_is_called_as_the_site_is_has_another_title_than_its_front_page(get, place):
    with api.env.adopt_user(SITE_OWNER_NAME):
        place.channels["bilder"].title = api.portal.get().title
    transaction.commit()
    title = re.search("<title>(.*?) — ", get("hub/skola/bilder"))[1]
    assert title == f"{api.portal.get().title} på Flickr"
