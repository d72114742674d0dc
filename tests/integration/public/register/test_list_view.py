"""The official list as a visitor and the office read it in a browser."""

import re

import pytest
import transaction
from helpers.integration.public.register import titles, told
from plone import api
from plone.app.testing import SITE_OWNER_NAME

PAGE = "hub/@@official-list"


def test_a_visitor_reads_who_speaks_where(get):
    assert told(get()) == [
        ["Bilder", "Flickr", "skola", "Skolförvaltningen", "Officiell sedan 5 maj 2023"],
        [
            "Bloggen",
            "Webbplats",
            "bloggen.example.se",
            "Kulturförvaltningen",
            "Officiell sedan 29 februari 2024",
        ],
        [
            "Filmer",
            "YouTube",
            "@kultur",
            "Kulturförvaltningen",
            "Officiell sedan 1 mars 2025, pausad för tillfället",
        ],
        [
            "Gamla bloggen",
            "Webbplats",
            "gamla.example.se",
            "Kulturförvaltningen",
            "Inte längre vår sedan 30 juni 2025",
        ],
        [
            "Skolans sida",
            "Facebook",
            "skola",
            "Skolförvaltningen",
            "Officiell sedan 1 januari 2026 Endast länk: Facebook ger inget flöde.",
        ],
    ]


def test_a_channel_whose_posts_are_read_here_is_not_link_only(get, register, keep):
    assert "Endast länk" in get().text
    keep(register.channels["sidan"])
    transaction.commit()
    assert "Endast länk" not in get().text


def test_a_row_leads_to_the_channel_its_account_and_its_administration(get, register):
    hub = register.hub.absolute_url()
    row = re.search(r"<tr[^>]*socialhub-of-video.*?</tr>", get().text, re.DOTALL)[0]
    links = [url for url in re.findall('href="([^"]*)"', row) if "icons.svg" not in url]
    assert links == [f"{hub}/kultur/filmer", "https://www.youtube.com/@kultur", f"{hub}/kultur"]


PUBLIC = ["Bilder", "Bloggen", "Filmer", "Gamla bloggen", "Skolans sida"]


def options(answer, name):
    found = re.search(f'<select[^>]*name="{name}".*?</select>', answer.text, re.DOTALL)
    return found and re.findall(r'<option value="([^"]*)"', found[0])


def test_only_filters_that_make_a_difference_are_offered(get, person):
    page = get()
    assert options(page, "administration") == ["", "kultur", "skola"]
    assert options(page, "platform") == ["", "facebook", "flickr", "website", "youtube"]
    assert options(page, "language") == ["", "en", "sv"]
    assert options(page, "state") == ["", "official", "paused", "closed"]
    office = get(login=person("Information Officer"))
    assert options(office, "state") == ["", "official", "paused", "closed", "reported", "draft"]


@pytest.mark.usefixtures("framed")
def test_what_is_chosen_stays_chosen(get):
    page = get(f"{PAGE}?kind=blog&SearchableText=gamla&sort=since").text
    for chosen in ("blog", "since"):
        assert f'<option value="{chosen}" selected="selected">' in page
    assert re.search(r'name="SearchableText"[^>]*value="gamla"', page)
    assert "?kind=blog&amp;SearchableText=gamla&amp;sort=since" in page
    assert titles(get(f"{PAGE}?kind=blog&SearchableText=gamla")) == ["Gamla bloggen"]


def test_a_new_hubs_list_says_that_it_is_empty(functional_administration, browse):
    assert "Det finns ingen officiell kanal än." in browse().get(PAGE).text


def test_the_office_is_led_to_the_board_and_to_full_files(get, person):
    office = get(login=person("Information Officer")).text
    assert all(each in office for each in ("@@board", "@@export-csv?full=1"))
    for login in ((), person("Member"), person("Editor")):
        page = get(login=login).text
        assert not any(each in page for each in ("@@board", "full=1"))


@pytest.mark.usefixtures("framed")
def test_the_page_names_itself(get, register):
    page = get().text
    hub = register.hub.absolute_url()
    assert f'<link rel="canonical" href="{hub}/@@official-list"' in page
    assert "<title>Officiella kanaler — Katrineholms kommun</title>" in page
    assert page.count("<h1") == 1


def test_the_hub_leads_to_the_list_and_to_the_check(get, register):
    hub = register.hub.absolute_url()
    page = get("hub").text
    assert f'href="{hub}/@@official-list"' in page
    assert f'href="{hub}/@@official"' in page
    assert "socialhub-pointer" not in get().text


def test_the_list_of_a_private_administration_is_not_shown(get, register, person):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(register.hub.kultur, "retract")
    transaction.commit()
    assert titles(get()) == ["Bilder", "Skolans sida"]
    assert options(get(), "administration") is None
    assert titles(get(login=person("Information Officer"))) == PUBLIC
