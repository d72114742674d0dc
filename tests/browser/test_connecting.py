"""An account is connected by logging in or with a token, in a real browser."""

import pytest
from helpers.browser.eyes import CONTENT, EACH_PAIR, faults
from playwright.sync_api import expect

OFFICE = "informationskontoret"
CHANNEL = "/kommunledningsforvaltningen/katrineholm-pa-"
INSTAGRAM, THREADS = "instagram", "threads"
TOKENS = {
    INSTAGRAM: "IGAA-the-demonstrations-own-token",
    THREADS: "THAA-the-demonstrations-own-token",
}


@pytest.mark.parametrize(
    ("service", "scripts", "posts"),
    [(INSTAGRAM, True, 10), (INSTAGRAM, False, 10), (THREADS, True, 4)],
)
def test_a_token_is_pasted_and_never_shown_again(open_as, hub_url, service, scripts, posts):
    page, token = open_as(OFFICE, java_script_enabled=scripts), TOKENS[service]
    page.goto(f"{hub_url}{CHANNEL}{service}")
    page.get_by_role("link", name="Konto", exact=True).click()
    page.get_by_role("link", name="Anslut kontot").click()
    expect(page.locator("#content")).to_contain_text("katrineholmskommundemo")
    page.get_by_role("button", name="Ta bort anslutningen").click()
    expect(page.locator("body")).to_contain_text("Det som har hämtats finns kvar")
    page.get_by_text("Klistra in en åtkomstnyckel").click()
    page.get_by_label("Åtkomstnyckel").first.fill("IGAA of somebody else")
    page.get_by_role("button", name="Anslut", exact=True).first.click()
    expect(page.locator("#socialhub-refused")).to_contain_text("inga mellanslag")
    assert "somebody else" not in page.content()
    page.get_by_label("Åtkomstnyckel").first.fill(token)
    page.get_by_role("button", name="Anslut", exact=True).first.click()
    expect(page.locator("body")).to_contain_text("Kontot katrineholmskommundemo är anslutet.")
    assert token not in page.content()
    page.goto(f"{hub_url}{CHANNEL}{service}")
    assert page.locator(".socialhub-card").count() >= posts


LOGINS = {
    "katrineholm-pa-instagram": ("Instagram", "katrineholmskommundemo"),
    "katrineholm-pa-facebook": ("Facebook", "katrineholmdemo"),
    "katrineholm-pa-youtube": ("YouTube", "UCKatrineholmDemo0000001"),
    "katrineholms-kommun": ("Mastodon", "katrineholm"),
}


@pytest.mark.parametrize("channel", LOGINS)
def test_a_person_logs_in_at_the_service_and_confirms_the_account(open_as, hub_url, channel):
    page, (service, name) = open_as(OFFICE), LOGINS[channel]
    page.goto(f"{hub_url}/kommunledningsforvaltningen/{channel}/@@connect-account")
    if (again := page.get_by_text("Logga in igen, till exempel")).count():
        again.click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name=f"Logga in hos {service}").click()
    page.get_by_role("button", name=f"Logga in som {name}", exact=True).click()
    expect(page.get_by_role("heading", name="Är det här kontot?")).to_be_visible()
    expect(page.locator("#content")).to_contain_text(f"{name}")
    assert not (found := faults(page, EACH_PAIR, CONTENT)), found
    page.get_by_role("button", name="Anslut kontot").click()
    expect(page.locator("body")).to_contain_text("är anslutet.")


def test_who_declines_connects_nothing(open_as, hub_url):
    page = open_as(OFFICE)
    page.goto(f"{hub_url}{CHANNEL}{THREADS}/@@connect-account")
    page.get_by_text("Logga in igen, till exempel").click()
    page.get_by_role("button", name="Logga in hos Threads").click()
    page.get_by_role("button", name="Avbryt").click()
    expect(page.locator("body")).to_contain_text("Inloggningen avbröts hos Threads")


def test_the_doctor_tells_the_ways_in_of_every_service(open_as, hub_url):
    page = open_as(OFFICE)
    page.goto(f"{hub_url}/@@feed-doctor")
    page.get_by_text("Alla tjänster, och de vägar in som finns").click()
    ways = page.locator(".socialhub-ways")
    expect(ways).to_contain_text("Genom att logga in hos Instagram.")
    expect(ways).to_contain_text("LinkedIns villkor förbjuder")
