"""The feed doctor on the board, and whom it lets ask."""

import re
from datetime import date

import pytest
import transaction
from helpers.integration.office.doctor import ITEM, RSS, ask, swedish
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub import _
from katrineholm.socialhub.accounts.channels.add_permission import addable_administrations
from katrineholm.socialhub.office.board.fault_texts import FEED_FAULTS
from katrineholm.socialhub.site.pages.refusals import advice_from_code


@pytest.mark.usefixtures("framed")
def test_the_page_asks_no_other_server(contributor, server):
    picture = "&lt;img src='https://bild.example.com/a.jpg'&gt;"
    item = ITEM.format(2).replace("Text 2", picture)
    server.says("/rss", RSS.format(item).encode(), Content_Type="text/xml")
    page = ask(contributor, server.url("/rss"))
    assert "Badet öppnar 2" in page.text
    assert "bild.example.com" not in page.text


@pytest.mark.parametrize("address", ["", " \n "])
def test_who_writes_nothing_is_asked_to_write_an_address(contributor, address):
    page = ask(contributor, address)
    alert = re.search(r'id="socialhub-refused".*?</div>', page.text, re.S)[0]
    assert re.findall(r"<a [^>]*>(.*?)</a>", alert) == [swedish(_("Write an address."))]


def test_a_link_or_a_form_from_elsewhere_makes_the_site_ask_nobody(contributor, feed_site):
    link = contributor.get("hub/@@feed-doctor", params={"address": feed_site.url()})
    assert link.url.startswith(contributor.get("hub/kultur/@@board").url)
    assert (link.status_code, f'value="{feed_site.url()}"' in link.text) == (200, True)
    assert ask(contributor, feed_site.url(), token="").status_code == 403
    assert feed_site.requests == []


@pytest.mark.parametrize("login", ["", "Member", "Reader", "Editor"])
def test_who_may_not_add_channels_may_not_ask(
    functional_administration, person, browse, feed_site, login
):
    session = browse(*(person(login) if login else ()))
    for place in ("hub", "hub/kultur"):
        page = session.get(f"{place}/@@feed-doctor", allow_redirects=False)
        assert "@@board" not in page.headers.get("Location", "")
        assert "socialhub-doctor" not in session.get(f"{place}/@@board").text
        assert ask(session, feed_site.url(), place, token="").status_code in (302, 401, 403)
    assert feed_site.requests == []


def test_what_was_found_opens_in_the_add_form(contributor, feed_site):
    page = ask(contributor, feed_site.url())
    action = re.search(r'action="([^"]+/\+\+add\+\+Channel)"', page.text)[1]
    assert action.endswith("/hub/kultur/++add++Channel")
    form = contributor.get(action, params={"profile_url": feed_site.url()})
    assert f'value="{feed_site.url()}"' in form.text


def test_the_councils_parties_are_no_places_to_register_at(functional_administration, browse):
    hub = functional_administration.aq_parent
    with api.env.adopt_user(SITE_OWNER_NAME):
        for number, last in enumerate(("2026-10-14", "2030-10-14")):
            term = {"term_from": date(2022, 10, 15), "term_to": date.fromisoformat(last)}
            api.content.create(
                hub, "CouncilParty", title=f"Parti {number}", abbreviation=str(number), **term
            )
        assert addable_administrations(hub) == [functional_administration]
        assert addable_administrations(functional_administration) == [functional_administration]
    transaction.commit()
    page = ask(browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD), "https://x.com/katrineholm")
    actions = re.findall(r'action="([^"]+/\+\+add\+\+Channel)"', page.text)
    assert [action.rpartition("/hub/")[2] for action in actions] == ["kultur/++add++Channel"]


def said(code):
    return next(fault.text for fault in FEED_FAULTS if fault.code == code)


@pytest.mark.parametrize("place", ["hub", "hub/kultur"])
@pytest.mark.usefixtures("framed", "functional_administration")
def test_an_address_is_told_with_its_feed_its_entries_and_its_faults(
    officer, browse, feed_site, place
):
    page = ask(browse(*officer), feed_site.url(), place)
    assert page.status_code == 200
    assert re.findall(r"Badet öppnar (\d)</a>", page.text) == ["7", "6", "5", "4", "3"]
    assert feed_site.url("/rss") in page.text
    assert re.findall(r"<li>\s*<strong>([^<]+)", page.text) == [swedish(said("http_only"))]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("javascript:alert(1)", "http://"),
        ("http://10.0.0.1/", "privat"),
        ("hej", "http://"),
        ("https://example.se/" + "x" * 10_000, "2000"),
    ],
)
def test_what_is_no_address_is_refused_with_advice(contributor, address, words):
    page = ask(contributor, address)
    said = re.search(r'id="socialhub-refused".*?id="socialhub-advice">[^<]+', page.text, re.S)[0]
    assert page.status_code == 200
    assert words in said


@pytest.mark.usefixtures("framed")
def test_a_page_without_a_feed_says_what_to_ask_for(contributor, server):
    server.says("/", b"<html>Hej", Content_Type="text/html")
    for path in ("feed/", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json", "RSS"):
        server.says(f"/{path}", status=404)
    page = ask(contributor, server.url())
    assert swedish(advice_from_code("no_feed")) in page.text


def test_a_service_without_feeds_is_told_of_without_advice_to_a_supplier(contributor):
    page = ask(contributor, "https://www.facebook.com/katrineholm")
    assert "<dd>Facebook</dd>" in page.text
    assert swedish(advice_from_code("no_feed")) not in page.text


@pytest.mark.parametrize(
    ("state", "is_listed", "is_official"),
    [
        ("draft", False, False),
        ("reported", True, False),
        ("official", True, True),
        ("paused", True, True),
        ("closed", False, False),
    ],
)
def test_an_account_that_is_listed_is_told_of_and_looks_official_only_if_it_is(
    feed_site, browse, make_functional_channel, state, is_listed, is_official
):
    channel = make_functional_channel(
        "kanal", title="Vår", profile_url=feed_site.url(), state=state
    )
    page = ask(browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD), feed_site.url()).text
    told = re.search(r'class="socialhub-listed">(.*?)</p>', page, re.S)
    assert bool(told) == is_listed
    assert not told or f'href="{channel.absolute_url()}"' in told[1]
    assert ("#official" in page) == is_official
    assert ("++add++Channel" in page.partition("socialhub-doctor")[2]) != is_listed
