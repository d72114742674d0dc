"""The graphic profile in a real browser: a sample that follows, and pages that do."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

OFFICE = "informationskontoret"
CONTENT = {"include": [["#content"]]}
SAVED = "button[value=save]"


@pytest.fixture
def panel_url(hub_url):
    return hub_url.replace("/sociala-medier", "/@@graphic-profile")


@pytest.fixture
def panel(open_as, panel_url):
    """A function that opens the panel as the office; no choice outlives the test."""
    pages = []

    def panel(**options):
        page = open_as(OFFICE, **options)
        page.goto(panel_url)
        pages.append(page)
        return page

    yield panel
    pages[-1].goto(panel_url)
    for field in pages[-1].locator("input.form-control[type=text]").all():
        field.fill("")
    pages[-1].click(SAVED)


def token(page, selector, name):
    return page.locator(selector).first.evaluate(
        "(element, name) => getComputedStyle(element).getPropertyValue(name).trim()", name
    )


def test_the_sample_follows_while_somebody_types(panel):
    page = panel()
    page.fill("#profile-brand", "#123456")
    expect(page.locator(".socialhub-sample-bar").first).to_have_css(
        "background-color", "rgb(18, 52, 86)"
    )
    assert page.locator("[data-for=profile-brand]").input_value() == "#123456"
    page.fill("#profile-brand", "#ffcc00")
    expect(page.get_by_role("alert")).to_contain_text("#ffcc00")


def test_a_picked_colour_is_written_into_its_field(panel):
    page = panel()
    page.locator("[data-for=profile-link]").fill("#0b5a8a")
    expect(page.locator("#profile-link")).to_have_value("#0b5a8a")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_javascript_the_profile_is_previewed_and_saved_and_pages_follow(
    panel, open_as, hub_url, scheme
):
    page = panel(java_script_enabled=False)
    assert page.locator("[type=color]:visible").count() == 0
    page.fill("#profile-accent", "#0b5a8a")
    page.click("button[value=preview]")
    samples = page.locator(".socialhub-sample")
    assert "--socialhub-accent:#0b5a8a" in samples.first.get_attribute("style")
    page.click(SAVED)
    visitor = open_as(color_scheme=scheme)
    visitor.goto(hub_url)
    found = token(visitor, ".socialhub", "--socialhub-accent")
    assert (found == "#0b5a8a") is (scheme == "light")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_is_read_by_everybody_with_its_refusals(panel, width, scheme):
    page = panel(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.fill("#profile-radius", "9")
    page.click("button[value=preview]")
    page.locator("details").first.locator("summary").click()
    found = Axe().run(page, context=CONTENT)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.querySelector('#content').scrollWidth") <= width
