"""The graphic profile in a real browser: a sample that follows, and pages that do."""

import pytest
from helpers.browser.eyes import CONTENT, EACH_PAIR, faults
from helpers.browser.pages import DESKTOP, PHONE
from playwright.sync_api import expect

OFFICE = "informationskontoret"
SAVED = "button[value=save]"


@pytest.fixture
def panel_url(hub_url):
    return hub_url.replace("/sociala-medier", "/@@graphic-profile")


@pytest.fixture
def panel(open_as, panel_url):
    """The panel, opened as the office."""
    page = open_as(OFFICE)
    page.goto(panel_url)
    return page


@pytest.fixture
def plain_panel(open_as, panel_url):
    """The panel without JavaScript; no choice outlives the test."""
    page = open_as(OFFICE, java_script_enabled=False)
    page.goto(panel_url)
    yield page
    page.goto(panel_url)
    for field in page.locator("input.form-control[type=text]").all():
        field.fill("")
    with page.expect_navigation():
        page.click(SAVED)


def token(page, selector, name):
    return page.locator(selector).first.evaluate(
        "(element, name) => getComputedStyle(element).getPropertyValue(name).trim()", name
    )


def test_the_sample_follows_while_somebody_types(panel):
    panel.fill("#socialhub-brand", "#123456")
    expect(panel.locator(".socialhub-sample-bar").first).to_have_css(
        "background-color", "rgb(18, 52, 86)"
    )
    assert panel.locator("[data-for=socialhub-brand]").input_value() == "#123456"
    panel.fill("#socialhub-brand", "#ffcc00")
    expect(panel.get_by_role("alert")).to_contain_text("#ffcc00")


def test_a_picked_colour_is_written_into_its_field(panel):
    panel.locator("[data-for=socialhub-link]").fill("#0b5a8a")
    expect(panel.locator("#socialhub-link")).to_have_value("#0b5a8a")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_javascript_the_profile_is_previewed_and_saved_and_pages_follow(
    plain_panel, open_as, hub_url, scheme
):
    page = plain_panel
    assert page.locator("[type=color]:visible").count() == 0
    page.fill("#socialhub-accent", "#0b5a8a")
    page.click("button[value=preview]")
    samples = page.locator(".socialhub-sample")
    assert "--socialhub-accent:#0b5a8a" in samples.first.get_attribute("style")
    page.click(SAVED)
    visitor = open_as(color_scheme=scheme)
    visitor.goto(hub_url)
    found = token(visitor, ".socialhub", "--socialhub-accent")
    assert (found == "#0b5a8a") is (scheme == "light")


def test_the_panel_is_read_by_everybody_with_its_refusals(panel):
    panel.fill("#socialhub-radius", "9")
    panel.click("button[value=preview]")
    panel.locator("details").first.locator("summary").click()
    assert not (found := faults(panel, EACH_PAIR, CONTENT)), found
    for screen in (DESKTOP, PHONE):
        panel.set_viewport_size(screen)
        assert panel.evaluate("document.querySelector('#content').scrollWidth") <= screen["width"]
