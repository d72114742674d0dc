"""What the feed doctor answers."""

import re

import pytest
from helpers.integration.office.doctor import ask, swedish
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.office.board.fault_texts import FEED_FAULTS, error_advice


def said(code):
    return next(fault.text for fault in FEED_FAULTS if fault.code == code)


@pytest.mark.parametrize("place", ["hub", "hub/kultur"])
@pytest.mark.usefixtures("framed")
def test_an_address_is_told_with_its_feed_its_entries_and_its_faults(contributor, feed_site, place):
    page = ask(contributor, feed_site.url(), place)
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
    assert swedish(error_advice("no_feed")) in page.text


def test_a_service_without_feeds_is_told_of_without_advice_to_a_supplier(contributor):
    page = ask(contributor, "https://www.facebook.com/katrineholm")
    assert "<dd>Facebook</dd>" in page.text
    assert swedish(error_advice("no_feed")) not in page.text


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
