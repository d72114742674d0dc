"""The whole page in the add-on's theme, chrome included: for every eye, screen and way of use."""

import base64
import gzip
import json
import re
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# Plone's own widget for keywords has faults that are not ours to mend.
WHOLE = {"exclude": [[".select2-container"]]}
LAYOUTS = ("list", "wall", "cards")
MOST = 30_000  # bytes of all styles and scripts, compressed
CULTURE, SCHOOL = "/kulturforvaltningen", "/bildningsforvaltningen"
PUBLIC = (
    "",
    "/..",
    "?kind=video",
    CULTURE,
    f"{CULTURE}/katrineholm-i-bild",
    f"{SCHOOL}/skolbloggen/@@about",
    "/@@official-list",
    "/@@official",
    "/@@official?address=@katrineholm",
    "/@@official?address=https://x.com/nobody",
    "/@@sections",
    "/@@parties",
    "/framtid-kullersta/@@propose-change",
    "/@@facebook",
    f"{CULTURE}/biblioteket-pa-facebook",
    "/@@personal-data",
    "/@@messages-help",
    f"{SCHOOL}/skolbloggen/@@report-comment",
    "/../accessibility-info",
    "/../contact-info",
    "/../login",
    "/../@@search?SearchableText=biblioteket",
)
BARE = ("/@@facebook-presence",)  # pages without the site's chrome
FORMS = (
    ("informationskontoret", "/@@board"),
    ("informationskontoret", "/@@reports"),
    ("informationskontoret", "/@@held-entries?all=1"),
    ("informationskontoret", "/@@handover?person=bildning"),
    ("informationskontoret", "/@@import"),
    ("informationskontoret", "/@@feed-doctor"),
    ("informationskontoret", f"{SCHOOL}/studieguiden/@@lifecycle?step=make-official"),
    ("informationskontoret", "/../@@socialhub-settings"),
    ("informationskontoret", "/../@@socialhub-services"),
    ("informationskontoret", "/../@@graphic-profile"),
    ("informationskontoret", "/@@new-council"),
    ("informationskontoret", "/@@kits"),
    ("informationskontoret", "/@@facebook-tie-backs"),
    ("redaktor", f"{CULTURE}/biblioteket-pa-facebook/@@link-kit"),
    ("redaktor", f"{CULTURE}/kulturbloggen/@@kit"),
    ("redaktor", f"{CULTURE}/++add++Channel"),
    ("redaktor", f"{CULTURE}/kulturbloggen/@@duties"),
    ("redaktor", f"{CULTURE}/bibliotekspodden/@@rules"),
    ("redaktor", "/@@absence"),
)


EVERY = [(scheme, screen) for screen in (DESKTOP, PHONE) for scheme in ("light", "dark")]
# Where one computer may take longer: each scheme and each screen, not all pairs of them.
EACH = [("light", DESKTOP), ("dark", PHONE)]


def faults(page, ways):
    """What axe finds on the whole page, in a colour scheme and on a screen at a time."""
    found = []
    for scheme, screen in ways:
        page.set_viewport_size(screen)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        report = Axe().run(page, context=WHOLE)
        where = f"{scheme}, {screen['width']} px"
        found += [(where, report.generate_report())] if report.violations_count else []
    page.set_viewport_size(DESKTOP)
    return found


@pytest.mark.parametrize("path", PUBLIC)
def test_axe_finds_nothing_on_a_visitors_page(page_of, hub_url, path):
    page = page_of()
    page.goto(hub_url + path)
    assert page.locator("html[data-socialhub-theme]").count() == 1
    assert faults(page, EVERY) == []


@pytest.mark.parametrize(("name", "path"), FORMS)
def test_axe_finds_nothing_on_the_pages_of_those_who_work_here(page_of, hub_url, name, path):
    page = page_of(name)
    page.goto(hub_url + path)
    expect(page.locator("#content h1")).to_be_visible()
    assert faults(page, EACH) == []


@pytest.mark.parametrize("path", BARE)
def test_axe_finds_nothing_on_a_page_without_chrome(page_of, hub_url, path):
    page = page_of()
    page.goto(hub_url + path)
    assert faults(page, EVERY) == []


def test_axe_finds_nothing_on_an_entrys_page_and_on_what_it_said_before(page_of, hub_url):
    page = page_of()
    page.goto(f"{hub_url}?SearchableText=traineeprogram")
    for link in ("I dag öppnar ansökan", "Tidigare lydelser"):
        with page.expect_navigation():
            page.get_by_role("link", name=link).first.click()
        assert page.locator("html[data-socialhub-theme]").count() == 1
        assert faults(page, EVERY) == []
    expect(page.locator(".socialhub-version del").first).to_have_text(re.compile("tre"))
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("layout", LAYOUTS)
def test_axe_finds_nothing_in_any_layout(page_of, hub_url, layout):
    change(hub_url, entry_layout=layout)
    page = page_of()
    page.goto(f"{hub_url}?anew={layout}")  # a page is kept for ten seconds by its address
    expect(page.locator(f".socialhub-in-{layout}")).to_be_visible()
    assert faults(page, EACH) == []


@pytest.mark.parametrize("path", PUBLIC + BARE)
def test_no_page_asks_another_host_or_is_wider_than_the_screen(page, hub_url, path):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for width in (320, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(hub_url + path)
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    origin = hub_url.partition("/katrineholm")[0]
    assert [url for url in asked if not url.startswith((origin, "data:"))] == []


@pytest.mark.parametrize("path", ["", "/../@@search?SearchableText=a"])
@pytest.mark.parametrize("width", [320, 390, 768])
def test_beside_the_toolbar_the_header_has_room_for_all_its_parts(page_of, hub_url, path, width):
    page = page_of("informationskontoret")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(hub_url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    fits = "it => it.scrollWidth <= it.clientWidth"
    assert page.locator(".theme-home").evaluate(fits)
    assert page.locator(".theme-home .theme-name").evaluate(fits)


def test_in_the_dark_the_tiles_of_the_control_panel_can_be_read(page_of, hub_url):
    page = page_of("admin")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{hub_url}/../@@overview-controlpanel")
    only = {"runOnly": ["color-contrast"]}
    assert Axe().run(page, context=".configlets", options=only).violations_count == 0


def test_a_dark_screen_prints_on_white_paper(page_of, hub_url):
    page = page_of()
    page.goto(hub_url)
    page.emulate_media(color_scheme="dark", media="print")
    root = page.locator(":root")
    assert root.evaluate("it => getComputedStyle(it).colorScheme") == "light"
    surface = "it => getComputedStyle(it).getPropertyValue('--socialhub-surface')"
    assert root.evaluate(surface) == "#ffffff"
    page.emulate_media(media="screen")


def test_what_is_printed_is_a_document(page_of, hub_url):
    page = page_of()
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
    page.emulate_media(media="screen")
    page.set_viewport_size(DESKTOP)


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
    expect(focused(page)).to_have_text("Är kontot vårt?")
    tab_to(page, ".socialhub-filters summary")
    press(page, "Enter", "Tab")
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


def test_a_page_says_the_same_without_javascript(page, plain_page, hub_url):
    for each in (page, plain_page):
        each.goto(hub_url)
        each.wait_for_load_state("networkidle")
    told = [each.locator("body").inner_text().split() for each in (page, plain_page)]
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


def change(hub_url, **values):
    """Change the hub over REST as admin does."""
    secret = base64.b64encode(b"admin:admin").decode()
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/json",
        "Authorization": f"Basic {secret}",
    }
    read(hub_url, method="PATCH", headers=headers, data=json.dumps(values).encode())
