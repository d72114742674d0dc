"""Portlets are placed, changed and removed by hand, as *Hantera portlets* has it."""

import pytest
from playwright.sync_api import expect

OFFICE, EDITOR = "informationskontoret", "redaktor"
KINDS = ("feed", "channels", "facebook", "parties")
COLUMN = "#portletmanager-plone-rightcolumn"
# Who edits the whole site, in the hub and outside it, and who has but an administration. Every
# portlet is tried on every type without a browser: integration/site/pages/test_portlet_forms.py.
PLACES = {
    "the hub": (OFFICE, "/sociala-medier"),
    "a channel": (EDITOR, "/sociala-medier/kulturforvaltningen/kulturbloggen"),
    "an ordinary page": (OFFICE, "/om-webbplatsen"),
}
# Plone's own: without a form, with one that is whole already, and with one to be filled in.
OWN = {"Login": None, "News": "count", "rss": "url"}
WRITTEN = {"count": "3", "url": "https://example.se/rss"}


@pytest.mark.parametrize("place", PLACES)
def test_the_four_portlets_are_placed_changed_and_removed(open_as, hub_url, place):
    who, path = PLACES[place]
    page, url = open_as(who), hub_url.replace("/sociala-medier", path)
    page.goto(url)
    # In the toolbar for who edits the page, else below it.
    expect(page.get_by_text("Hantera portlets").first).to_be_attached()
    page.goto(f"{url}/@@manage-portlets")
    for kind in KINDS:
        add(page, kind, f"Handgjord {kind}")
    page.goto(url)
    for kind in KINDS:
        expect(page.get_by_role("heading", name=f"Handgjord {kind}")).to_be_visible()

    page.goto(f"{url}/@@manage-portlets")
    for kind in KINDS:
        change(page, f"Handgjord {kind}", f"Omgjord {kind}")
    page.goto(url)
    for kind in KINDS:
        expect(page.get_by_role("heading", name=f"Omgjord {kind}")).to_be_visible()

    page.goto(f"{url}/@@manage-portlets")
    for kind in KINDS:
        remove(page, f"Omgjord {kind}")
    page.goto(url)
    expect(page.locator("body")).not_to_contain_text("gjord feed")
    expect(page.get_by_role("heading", name="Omgjord")).to_have_count(0)


def test_plones_own_portlets_are_placed_changed_and_removed(open_as, hub_url):
    page = open_as(OFFICE)
    page.goto(f"{hub_url}/@@manage-portlets")
    before = placed(page).count()
    for number, (kind, field) in enumerate(OWN.items(), 1):
        choose(page, f"portlets.{kind}")
        if field:
            write(page, field, "add")
        expect(placed(page)).to_have_count(before + number)
        if field:
            placed(page).last.locator("a").first.click()
            write(page, field, "apply")
            expect(placed(page)).to_have_count(before + number)
    for number in reversed(range(len(OWN))):
        placed(page).last.locator("form.delete button").click()
        expect(placed(page)).to_have_count(before + number)


def add(page, kind, heading):
    choose(page, f"portlet.{kind}")
    save(page, heading, "add")


def choose(page, kind):
    menu = page.locator(f"{COLUMN} select.add-portlet")
    menu.select_option(menu.locator(f'option[value$="{kind}"]').get_attribute("value"))


def change(page, heading, new):
    placed(page, heading).get_by_role("link", name=heading).click()
    save(page, new, "apply")


def save(page, heading, button):
    write(page, "header", button, heading)
    expect(placed(page, heading)).to_be_visible()


def write(page, field, button, text=""):
    """Fill a form in that has come up, over the page or instead of it, and send it."""
    page.locator(f"[name='form.widgets.{field}']").fill(text or WRITTEN[field])
    shown = page.locator(f"[name='form.buttons.{button}']:visible")
    shown.last.click()
    expect(shown).to_have_count(0)


def remove(page, heading):
    placed(page, heading).locator("form.delete button").click()
    expect(placed(page, heading)).to_have_count(0)


def placed(page, heading=None):
    """What *Hantera portlets* shows of portlets that are placed here."""
    return page.locator(f"{COLUMN} .portletAssignment .managedPortlet", has_text=heading)
