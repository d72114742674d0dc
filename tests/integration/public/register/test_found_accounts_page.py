"""The office's page of accounts that were found, in the browser."""

import re
from html import unescape

import pytest
import transaction

from katrineholm.socialhub.core.feeds.site_walk import SitePage
from katrineholm.socialhub.public.register.found_accounts import (
    OwnSite,
    count_accounts,
    own_sites,
    store_pages,
    store_site,
    unlisted_accounts,
)

PAGE = "hub/@@found-accounts"
SITE = "https://www.katrineholm.se/"
ACCOUNT = "https://www.youtube.com/@kommunen"
KEY = "youtube.com/@kommunen"
NOW = 1_790_000_000


@pytest.fixture
def hub(functional_administration):
    return functional_administration.__parent__


@pytest.fixture
def office(person):
    return person("Information Officer")


@pytest.fixture
def find(hub):
    """A function that stores a scan's result: ``find(link, …)``."""

    def find(*links, page=f"{SITE}om"):
        store_site(hub, OwnSite(SITE, "anna", NOW, began=NOW, ended=NOW))
        store_pages(hub, SITE, [SitePage(page, 1, NOW, NOW, links=links)])
        count_accounts(hub, NOW)
        transaction.commit()

    return find


def texts(page):
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_sites_are_listed_and_removed(submit, office, hub):
    submit(office, PAGE, {"do": "add-site", "url": "www.katrineholm.se"})
    transaction.begin()
    [site] = own_sites(hub)
    assert (site.url, site.by) == (SITE, office[0])
    page = submit(office, PAGE, {"do": "add-site", "url": SITE}).text
    assert "Webbplatsen finns redan i listan." in texts(page)
    submit(office, PAGE, {"do": "remove-site", "url": SITE})
    transaction.begin()
    assert own_sites(hub) == []
    assert "Det finns ingen sådan webbplats." in texts(
        submit(office, PAGE, {"do": "remove-site", "url": SITE}).text
    )


@pytest.mark.parametrize(
    "url", ["", "x", "ftp://a.se", "https://10.0.0.1/", "https://u:p@a.se", "https://a.se:22/"]
)
def test_an_address_that_cannot_be_read_is_refused(submit, office, hub, url):
    assert submit(office, PAGE, {"do": "add-site", "url": url}).status_code == 200
    transaction.begin()
    assert own_sites(hub) == []


def test_there_are_twenty_sites_at_most(submit, office, hub):
    for number in range(20):
        store_site(hub, OwnSite(f"https://{number}.example.se/", "anna", NOW))
    transaction.commit()
    page = submit(office, PAGE, {"do": "add-site", "url": SITE}).text
    assert "redan tjugo webbplatser" in texts(page)


def test_an_account_leads_to_the_form_that_reports_it(browse, office, find):
    find(ACCOUNT)
    page = browse(*office).get(PAGE).text
    [form] = map(unescape, re.findall(r'href="([^"]*\+\+add\+\+[^"]*)"', page))
    assert "/hub/kultur/++add++Channel?" in form
    assert f'value="{ACCOUNT}"' in browse(*office).get(form).text


@pytest.mark.parametrize(("role", "number"), [("Information Officer", 2), ("Editor", 0)])
def test_the_workplace_says_how_many_wait(browse, person, hub, find, role, number):
    find(ACCOUNT, "https://www.facebook.com/kommunen", "https://m.youtube.com/@Kommunen")
    title = f"Konton på våra webbplatser som ingen har anmält {number}"
    page = texts(browse(*person(role)).get("@@workplace").text)
    assert (title in page) is bool(number)


def test_not_ours_is_kept_and_can_be_taken_back(submit, office, browse, hub, find):
    find(ACCOUNT)
    submit(office, PAGE, {"do": "not-ours", "key": KEY})
    find(ACCOUNT)
    transaction.begin()
    [account] = unlisted_accounts(hub)
    assert (account.by, account.is_waiting) == (office[0], False)
    assert "Varje konto som hittades finns i förteckningen." in texts(
        browse(*office).get(PAGE).text
    )
    again = submit(office, PAGE, {"do": "not-ours", "key": KEY}).text
    assert "Kontot är inte längre med i listan." in texts(again)
    submit(office, PAGE, {"do": "take-back", "key": KEY})
    transaction.begin()
    [account] = unlisted_accounts(hub)
    assert (account.by, account.is_waiting) == ("", True)
    again = submit(office, PAGE, {"do": "take-back", "key": KEY}).text
    assert "Kontot är inte längre med i listan." in texts(again)


@pytest.mark.parametrize("act", ["not-ours", "take-back", "remove-site"])
@pytest.mark.parametrize("name", ["", "x" * 10_000, "<b>\u202e\x00", "youtube.com/@annat"])
def test_what_is_not_there_is_refused_in_a_sentence(submit, office, hub, find, act, name):
    find(ACCOUNT)
    page = submit(office, PAGE, {"do": act, "key": name, "url": name})
    assert page.status_code == 200
    assert 'role="alert"' in page.text
    transaction.begin()
    assert [each.is_waiting for each in unlisted_accounts(hub)] == [True]
    assert len(own_sites(hub)) == 1


def test_hostile_names_are_shown_harmlessly(browse, office, hub, find):
    names = ("<script>", "%3Cscript%3E", "\u202eabc", "a" * 10_000, "\x00", "a" * 1900, "å" * 200)
    urls = [f"https://www.facebook.com/{each}" for each in names]
    find(*urls, *(f"https://mastodon.social/@{each}" for each in names), page=f"{SITE}<script>")
    page = browse(*office).get(PAGE).text
    assert "<script>" not in page
    assert "\u202e" not in page
    assert "a" * 200 not in texts(page)


def test_the_sites_are_read_anew_when_the_office_wants_it(submit, office, hub, find):
    find(ACCOUNT)
    submit(office, PAGE, {"do": "scan"})
    transaction.begin()
    assert all(each.is_due(NOW + 1) for each in own_sites(hub))


def test_a_site_that_cannot_be_read_says_why(browse, office, hub):
    site = OwnSite(SITE, "anna", NOW, NOW, NOW, code="robots")
    store_site(hub, site)
    store_site(hub, OwnSite("https://b.example.se/", "anna", NOW, NOW, NOW, is_whole=False))
    store_site(hub, OwnSite("https://c.example.se/", "anna", NOW))
    transaction.commit()
    page = texts(browse(*office).get(PAGE).text)
    assert "robots.txt" in page
    assert "resten läses nästa gång" in page
    assert "Inte läst än" in page
