"""An editor walks from the hub to a sent report, and is led to every fault on the way."""

import pytest
from playwright.sync_api import expect

EDITOR = "bildning"
MOST = 5


@pytest.fixture
def blog(hub_url, demo_folder):
    """A blog that is out there and not on the list yet."""
    port = (demo_folder / "feeds.port").read_text()
    return f"lararbloggen.localhost:{port}/lararbloggen/"


class Hand:
    """Clicks, and counts its clicks; every click leads to a loaded page or an opened tab."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, locator):
        self.clicks += 1
        locator.click()
        self.page.wait_for_load_state("networkidle")


def widget(page, name):
    return page.locator(f"[name='form.widgets.{name}']")


def save(page):
    """By the keyboard: what is said of a field goes when it is left, and the button moves up.

    The key goes with the focus: Plone's script may give that to the first field late.
    """
    with page.expect_navigation():
        page.locator("[name='form.buttons.save']").press("Enter")


def mine(page):
    return page.locator(".socialhub-office-links")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_an_editor_walks_from_the_hub_to_a_sent_report(open_as, hub_url, blog, scripts):
    page = open_as(EDITOR, java_script_enabled=scripts)
    page.goto(hub_url)
    hand = Hand(page)
    hand.click(mine(page).get_by_role("link", name="Registrera kanal"))
    page.locator("[name=profile_url]").fill(blog)
    hand.click(page.locator("[name=do][value=find]"))
    page.locator("[name=responsible]").fill("Bengt Ahlgren")
    page.locator("[name=substitute]").fill("Sara Ek <sara.ek@katrineholm.example>")
    hand.click(page.locator("[name=do][value=people]"))
    page.locator("[name=title]").fill(f"Lärarbloggen {scripts}")
    page.locator("[name=purpose]").fill("Hjälper lärare att lära av varandra.")
    hand.click(page.locator("[name=do][value=report]"))
    expect(page.locator(".socialhub-next")).to_contain_text("Anmäld")
    assert hand.clicks <= MOST
    remove(open_as("admin"), page.url)


def remove(admin, url):
    """The same account can be reported again by the next walk."""
    admin.goto(f"{url.removesuffix('/view')}/delete_confirmation")
    with admin.expect_navigation():
        admin.locator("#form-buttons-Delete").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_fault_on_another_tab_is_opened_and_linked(open_as, hub_url, scripts):
    page = open_as(EDITOR, java_script_enabled=scripts)
    page.goto(f"{hub_url}/bildningsforvaltningen/++add++Channel")
    page.locator("[name=profile_url]").fill("https://x.com/fel")
    page.locator("[name=do][value=find]").click()
    page.locator("[name=responsible]").fill("")
    page.locator("[name=do][value=people]").click()
    page.locator("[name=do][value=save]").click()
    page.goto(f"{page.url}/edit")
    if scripts:
        page.get_by_role("link", name="Ansvariga och kontakt").click()
    widget(page, "responsible").fill("Sara Ek")
    save(page)
    expect(widget(page, "responsible")).to_be_visible()
    link = page.locator("form .socialhub-problems a").filter(has_text="Ansvarig")
    link.focus()
    page.keyboard.press("Enter")
    expect(widget(page, "responsible")).to_be_in_viewport()
    widget(page, "responsible.email").fill("sara.ek@katrineholm.example")
    save(page)
    missing = page.locator(".socialhub-next .socialhub-problems a")
    expect(missing.first).to_contain_text("Ersättare")
    missing.first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(widget(page, "substitute")).to_be_visible()
    expect(widget(page, "substitute")).to_be_in_viewport()
    page.goto(f"{hub_url}/../@@workplace")
    expect(page.locator(".socialhub-waits")).to_contain_text("Något saknas innan utkastet")
