"""The information office describes a source that has no feed, in a real browser."""

import pytest
from helpers.browser.eyes import CONTENT, violations
from playwright.sync_api import expect
from webserver import listening

OFFICE = "informationskontoret"
CHANNEL = "/samhallsbyggnadsforvaltningen/planer-pa-kartan"
ROW = "<article><h2><a href='/{0}'>{0}</a></h2><time>{1} november 2026</time><p>Kom.</p></article>"


@pytest.fixture(scope="module")
def news():
    """The address of a page with two items of news and no feed."""
    page = "<!doctype html><title>Nyheter</title>" + ROW.format("Badet", 2) + ROW.format("Ån", 1)
    with listening() as server:
        server.says("/nyheter", page.encode(), Content_Type="text/html; charset=utf-8")
        yield server.url("/nyheter")


def describe(page, address, **fields):
    page.get_by_label("Adress", exact=True).fill(address)
    for label, selector in fields.items():
        page.get_by_label(label).first.fill(selector)
    page.get_by_role("button", name="Prova").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_each_field_is_tried_until_it_is_right(open_as, hub_url, news, scripts):
    page = open_as(OFFICE, java_script_enabled=scripts)
    page.goto(f"{hub_url}{CHANNEL}")
    page.get_by_role("link", name="Konto", exact=True).click()
    page.get_by_role("link", name="Beskriv källan").click()
    describe(page, news, **{"Var varje inslag finns": "article[", "Rubrik": "h3"})
    expect(page.locator("#socialhub-items-fault")).to_contain_text("ingen CSS-väljare")
    describe(page, news, **{"Var varje inslag finns": "article"})
    expect(page.locator("#socialhub-found")).to_contain_text("Inslag som hittades: 2")
    expect(page.locator("body")).to_contain_text("Hittas inte i något inslag")
    describe(page, news, Rubrik="h2", Datum="time", Text="p")
    expect(page.locator("body")).to_contain_text("Finns i 2 av 2")
    expect(page.get_by_role("heading", name="Så blir de första inläggen")).to_be_visible()
    expect(page.get_by_role("button", name="Spara beskrivningen")).to_be_visible()


def test_the_forms_fit_a_phone_and_can_be_read_by_everybody(open_as, hub_url, news):
    page = open_as(OFFICE, viewport={"width": 390, "height": 844})
    for name in ("filters", "describe-source"):
        page.goto(f"{hub_url}{CHANNEL}/@@{name}")
        if name == "describe-source":
            describe(page, news, **{"Var varje inslag finns": "article", "Rubrik": "h2"})
            expect(page.locator("#socialhub-found")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert not (found := violations(page, CONTENT)), found
