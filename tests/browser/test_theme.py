"""The whole page in the add-on's theme, chrome included: for every eye, screen and way of use."""

import gzip
import re
from urllib.request import Request, urlopen

import pytest
from helpers.browser.eyes import COLOURS, violations
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
MOST = 32_000  # bytes of all styles and scripts, compressed


@pytest.mark.parametrize("path", ["", "/../@@search?SearchableText=a"])
@pytest.mark.parametrize("width", [320, 390, 768])
def test_beside_the_toolbar_the_header_has_room_for_all_its_parts(open_as, hub_url, path, width):
    page = open_as("informationskontoret")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(hub_url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    fits = "it => it.scrollWidth <= it.clientWidth"
    assert page.locator(".theme-home").evaluate(fits)
    assert page.locator(".theme-home .theme-name").evaluate(fits)


def test_in_the_dark_the_tiles_of_the_control_panel_can_be_read(open_as, hub_url):
    page = open_as("admin")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{hub_url}/../@@overview-controlpanel")
    tiles = {"include": [[".configlets"]]}
    assert not (found := violations(page, tiles, COLOURS)), found


def test_a_dark_screen_prints_on_white_paper(open_as, hub_url):
    page = open_as()
    page.goto(hub_url)
    page.emulate_media(color_scheme="dark", media="print")
    root = page.locator(":root")
    assert root.evaluate("it => getComputedStyle(it).colorScheme") == "light"
    surface = "it => getComputedStyle(it).getPropertyValue('--socialhub-surface')"
    assert root.evaluate(surface) == "#ffffff"


def test_what_is_printed_is_a_document(open_as, hub_url):
    page = open_as()
    page.set_viewport_size({"width": 720, "height": 1000})
    page.emulate_media(media="print")
    page.goto(hub_url)
    for words in ("Följ oss", "Skriv till oss", "Prenumerera", "Logga in"):
        for each in page.get_by_text(words, exact=True).all():
            expect(each).to_be_hidden()
    page.goto(f"{hub_url}/@@official-list")
    for column in page.locator(".socialhub-retrieval thead th").all():
        assert column.bounding_box()["width"] > 75
    page.goto(f"{hub_url}?kind=podcast")
    page.goto(page.locator(".socialhub-card a").first.get_attribute("href"))
    source = page.get_by_role("link", name="Gå till källan")
    expect(source).to_be_visible()
    told = source.evaluate("it => getComputedStyle(it, '::after').content")
    assert source.get_attribute("href") in told
    expect(page.locator("audio")).to_be_hidden()


def test_the_add_ons_own_styles_and_scripts_are_small(hub_url):
    asked = re.findall(r'(?:href|src)="([^"]+\.(?:css|js)\b[^"]*)"', read(hub_url).decode())
    assert [re.search(r"[a-z-]+\.css", address)[0] for address in asked] == [
        "socialhub-visitors.css"
    ]
    assert sum(len(gzip.compress(read(address))) for address in asked) <= MOST


def test_a_visitor_walks_the_hub_with_the_keyboard_alone(page, hub_url):
    page.goto(hub_url)
    press(page, "Tab")
    expect(focused(page)).to_have_class("theme-skip")
    expect(focused(page)).to_be_in_viewport()
    press(page, "Enter", "Tab")
    expect(focused(page)).to_have_text("På lätt svenska")
    press(page, "Tab")
    expect(focused(page)).to_have_text("Är det vårt?")
    tab_to(page, ".socialhub-filters summary")
    press(page, "Enter", "Tab")
    expect(focused(page)).to_have_attribute("name", "topic")
    press(page, "Tab")
    expect(focused(page)).to_have_attribute("name", "administration")
    press(page, "ArrowDown")
    tab_to(page, ".socialhub-filter button")
    with page.expect_navigation():
        press(page, "Enter")
    assert "administration=bildningsforvaltningen" in page.url
    tab_to(page, ".socialhub-card .socialhub-title a")
    assert focused(page).evaluate("it => getComputedStyle(it, '::after').outlineStyle === 'solid'")
    with page.expect_navigation():
        press(page, "Enter")
    assert page.url != hub_url


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_the_menu_of_a_phone_opens_and_closes_by_the_keyboard(open_as, hub_url, scripts):
    page = open_as(viewport=PHONE, java_script_enabled=scripts)
    page.goto(hub_url)
    menu, sections = page.locator(".theme-menu"), page.locator("#theme-navigation")
    expect(sections).to_be_hidden()
    menu.focus()
    press(page, "Enter")
    expect(sections).to_be_visible()
    press(page, "Escape")
    expect(sections).to_be_hidden()
    press(page, "Enter", "Tab", "Tab")
    with page.expect_navigation():
        press(page, "Enter")
    expect(page.locator("#theme-navigation [aria-current]")).to_have_text("Sociala medier")


def test_a_page_says_the_same_without_javascript(open_as, hub_url):
    pages = open_as(), open_as(java_script_enabled=False)
    for each in pages:
        each.goto(hub_url)
        each.wait_for_load_state("networkidle")
    told = [each.locator("body").inner_text().split() for each in pages]
    assert told[0] == told[1]


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, selector):
    """Go on with the keyboard until something is reached."""
    for _ in range(60):
        press(page, "Tab")
        if focused(page).evaluate("(it, selector) => it.matches(selector)", selector):
            return
    raise AssertionError(selector)


def focused(page):
    return page.locator(":focus")


def read(url, **options):
    with urlopen(Request(url, **options), timeout=60) as answer:
        return answer.read()
