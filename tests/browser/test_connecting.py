"""The information office connects an account with a token, in a real browser."""

import pytest
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
    page.get_by_role("link", name="Anslut kontot").click()
    expect(page.locator("#content")).to_contain_text("katrineholmskommundemo")
    page.get_by_role("button", name="Ta bort anslutningen").click()
    expect(page.locator("body")).to_contain_text("Det som har hämtats finns kvar")
    page.get_by_label("Åtkomstnyckel").first.fill("IGAA of somebody else")
    page.get_by_role("button", name="Anslut").first.click()
    expect(page.locator("#socialhub-refused")).to_contain_text("inga mellanslag")
    assert "somebody else" not in page.content()
    page.get_by_label("Åtkomstnyckel").first.fill(token)
    page.get_by_role("button", name="Anslut").first.click()
    expect(page.locator("body")).to_contain_text("Kontot katrineholmskommundemo är anslutet.")
    assert token not in page.content()
    page.goto(f"{hub_url}{CHANNEL}{service}")
    assert page.locator(".socialhub-card").count() >= posts


def test_the_doctor_tells_the_ways_in_of_every_service(open_as, hub_url):
    page = open_as(OFFICE)
    page.goto(f"{hub_url}/@@feed-doctor")
    page.get_by_text("Alla tjänster, och de vägar in som finns").click()
    ways = page.locator(".socialhub-ways")
    expect(ways).to_contain_text("instagram_business_basic")
    expect(ways).to_contain_text("LinkedIns villkor förbjuder")
