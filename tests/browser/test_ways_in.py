"""Every way in against the services that the demonstration plays, in a real browser.

By hand, by download and by Instagram's token: see ``test_posting``, ``test_download`` and
``test_connecting``.
"""

import time

from helpers.browser.eyes import CONTENT, EACH_PAIR, faults
from playwright.sync_api import expect

OFFICE = "informationskontoret"
TIKTOK = "/kommunledningsforvaltningen/katrineholm-pa-tiktok"
FACEBOOK = "/kommunledningsforvaltningen/katrineholm-pa-facebook"
YOUTUBE = "/kommunledningsforvaltningen/katrineholm-pa-youtube"
SECRET = "I kväll klockan 18 sänds kommunfullmäktiges möte på webben."
PATIENCE = 90


def test_an_account_with_four_secrets_is_connected_and_its_films_are_shown(open_as, hub_url):
    page, token = open_as(OFFICE), "act.the-demonstrations-own-token"
    page.goto(f"{hub_url}{TIKTOK}/@@connect-account")
    page.get_by_role("button", name="Ta bort anslutningen").click()
    expect(page.locator("body")).to_contain_text("Det som har hämtats finns kvar")
    page.get_by_text("Klistra in en åtkomstnyckel").click()
    for name, secret in (
        ("token", token),
        ("refresh_token", f"rft.{token}"),
        ("client_key", "demo"),
        ("client_secret", "demo"),
    ):
        page.fill(f"[name=passw_{name}]", secret)
    page.get_by_role("button", name="Anslut", exact=True).click()
    expect(page.locator("body")).to_contain_text("Kontot katrineholmsdemo är anslutet.")
    assert token not in page.content()
    page.goto(f"{hub_url}{TIKTOK}")
    assert page.locator(".socialhub-card").count() == 5
    expect(page.locator("#content")).to_contain_text("Så städas en bassäng")


def test_a_channel_of_films_is_connected_for_its_comments_alone(open_as, hub_url):
    page = open_as(OFFICE)
    page.goto(f"{hub_url}{YOUTUBE}/@@connect-account")
    page.get_by_role("button", name="Ta bort anslutningen").click()
    page.get_by_text("Klistra in en åtkomstnyckel").click()
    page.get_by_label("Åtkomstnyckel").fill("AIza-the-demonstrations-own-key")
    page.get_by_role("button", name="Anslut", exact=True).click()
    expect(page.locator("body")).to_contain_text("är anslutet.")
    page.goto(f"{hub_url}{YOUTUBE}")
    assert page.locator(".socialhub-card").count() >= 6
    page.goto(f"{hub_url}/@@messages")
    expect(page.locator("#content")).to_contain_text("Gunnel på Djulö")


def test_a_facebook_pages_posts_are_in_the_record_and_nowhere_else(open_as, hub_url):
    page = open_as(OFFICE)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        page.goto(f"{hub_url}{FACEBOOK}/@@hidden-entries")
        if SECRET in page.inner_text("#content"):
            break
        time.sleep(2)
    expect(page.locator("#content")).to_contain_text(SECRET)
    search = "?SearchableText=kommunfullmäktiges"
    for path in ("", FACEBOOK, "?platform=facebook", search, "/@@rss"):
        answer = page.request.get(f"{hub_url}{path}")
        assert answer.ok
        assert SECRET not in answer.text()
    told = page.request.get(f"{hub_url}/@entries?platform=facebook", headers=JSON).json()
    assert (told["items_total"], told["items"]) == (0, [])


JSON = {"Accept": "application/json"}


def test_each_service_leads_to_its_posts_or_to_its_accounts(open_as, hub_url):
    page = open_as()
    page.goto(hub_url)
    options = page.locator("select[name=platform] option").evaluate_all(
        "options => options.map(option => option.value).filter(Boolean)"
    )
    assert {"facebook", "instagram", "linkedin", "mynewsdesk", "tiktok", "youtube"} <= {*options}
    for service in options:
        page.goto(f"{hub_url}?platform={service}")
        accounts = page.locator(".socialhub-elsewhere a")
        assert page.locator(".socialhub-card").count() or accounts.count(), service
    page.goto(f"{hub_url}?platform=facebook")
    first = page.locator(".socialhub-elsewhere a").first
    assert first.get_attribute("href").startswith(("https://www.facebook.com/", hub_url))
    assert not (found := faults(page, EACH_PAIR, CONTENT)), found


def test_what_no_channel_is_leads_to_the_accounts_of_the_service(open_as, hub_url):
    page = open_as()
    page.goto(f"{hub_url}?platform=tiktok&kind=blog")
    expect(page.locator("#content")).to_contain_text("Inget inlägg stämmer med ditt val.")
    assert page.locator(".socialhub-elsewhere a").count() == 3
