"""An editor writes an entry in by hand, with the keyboard alone."""

from time import monotonic

import pytest
from helpers.browser.eyes import CONTENT, violations
from playwright.sync_api import expect

EDITOR = "redaktor"
CHANNEL = "/kulturforvaltningen/kulturen-pa-instagram"
# What people do, and the seconds that all but their typing takes.
MOST, LONGEST = 12, 60


class Keyboard:
    """Presses keys and types, and counts how often; a text is typed, or pasted, at once."""

    def __init__(self, page):
        self.page, self.times = page, 0
        page.bring_to_front()  # a browser opens a file dialog for the page in front alone
        # Told in good time: a file dialog that is asked for at once may open before it is caught.
        page.on("filechooser", lambda chooser: None)

    def press(self, key):
        self.times += 1
        self.page.keyboard.press(key)

    def type(self, text):
        self.times += 1
        self.page.keyboard.insert_text(text)

    def choose(self, path):
        with self.page.expect_file_chooser() as chooser:
            self.press("Space")
        self.times += 1
        chooser.value.set_files(path)


@pytest.fixture
def picture(request):
    return request.config.rootpath / "demo" / "pictures" / "park.jpg"


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("scripts", {}),
        ("plain", {"java_script_enabled": False}),
        ("phone", {"viewport": {"width": 390, "height": 844}}),
    ],
)
def test_from_the_form_to_the_hub_by_keyboard(open_as, hub_url, picture, name, options):
    page, text = open_as(EDITOR, **options), f"Isen bär inte än ({name})."
    began = monotonic()
    page.goto(f"{hub_url}{CHANNEL}/@@new-entry")
    hand = Keyboard(page)
    hand.type(f"https://www.instagram.com/p/Browser-{name}/")
    hand.press("Tab")
    hand.type(text)
    hand.press("Tab")
    hand.choose(picture)
    hand.press("Tab")
    hand.type("En park i höstfärger.")
    with page.expect_navigation():
        hand.press("Enter")
    expect(page.locator("h1")).to_have_text(text)
    expect(page.get_by_alt_text("En park i höstfärger.")).to_be_visible()
    visitor = open_as()
    visitor.goto(hub_url)
    expect(visitor.locator(".socialhub-cards").get_by_text(text).first).to_be_visible()
    assert hand.times <= MOST
    assert monotonic() - began <= LONGEST


@pytest.mark.parametrize("path", [f"{CHANNEL}/@@new-entry", "/@@new-entry"])
def test_the_pages_for_writing_are_accessible(open_as, hub_url, path):
    page = open_as(EDITOR)
    page.goto(hub_url + path)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert not (found := violations(page, CONTENT)), found


def test_the_bookmark_brings_the_pages_address_and_what_is_marked(open_as, hub_url):
    page = open_as(EDITOR)
    page.goto(f"{hub_url}/@@new-entry")
    bookmark = page.get_by_role("link", name="Skicka till samlingsplatsen").get_attribute("href")
    page.goto(f"{hub_url}/@@official")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    marked = page.locator("h1").inner_text()
    with page.expect_popup() as opened:
        page.evaluate(bookmark.removeprefix("javascript:"))
    form = opened.value
    form.wait_for_load_state()
    form.locator(".socialhub-step a", has_text="Kulturen på Instagram").first.click()
    expect(form.locator("[name=link]")).to_have_value(f"{hub_url}/@@official")
    expect(form.locator("[name=text]")).to_have_value(marked)
