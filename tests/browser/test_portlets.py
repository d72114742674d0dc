"""Portlets are placed, changed and removed by hand, as *Hantera portlets* has it."""

import pytest
from playwright.sync_api import expect

OFFICE, EDITOR = "informationskontoret", "redaktor"
KINDS = ("feed", "channels", "facebook", "parties")
COLUMN = "#portletmanager-plone-rightcolumn"
ADMINISTRATION = "/sociala-medier/kulturforvaltningen"
PLACES = {
    "the hub": (OFFICE, "/sociala-medier"),
    "an administration": (EDITOR, ADMINISTRATION),
    "a channel": (EDITOR, f"{ADMINISTRATION}/kulturbloggen"),
    "an ordinary page": (OFFICE, "/om-webbplatsen"),
}


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
    change(page, "Handgjord feed", "Omgjord")
    page.goto(url)
    expect(page.get_by_role("heading", name="Omgjord")).to_be_visible()

    page.goto(f"{url}/@@manage-portlets")
    for heading in ("Omgjord", *(f"Handgjord {kind}" for kind in KINDS[1:])):
        remove(page, heading)
    page.goto(url)
    expect(page.locator("body")).not_to_contain_text("gjord feed")
    expect(page.get_by_role("heading", name="Handgjord")).to_have_count(0)


def add(page, kind, heading):
    menu = page.locator(f"{COLUMN} select.add-portlet")
    menu.select_option(menu.locator(f'option[value$="portlet.{kind}"]').get_attribute("value"))
    save(page, heading, "add")


def change(page, heading, new):
    placed(page, heading).get_by_role("link", name=heading).click()
    save(page, new, "apply")


def save(page, heading, button):
    """Write a heading in the form that has come up, over the page or instead of it, and save."""
    page.locator("[name='form.widgets.header']").fill(heading)
    page.locator(f"[name='form.buttons.{button}']:visible").last.click()
    expect(placed(page, heading)).to_be_visible()


def remove(page, heading):
    placed(page, heading).locator("form.delete button").click()
    expect(placed(page, heading)).to_have_count(0)


def placed(page, heading):
    """What *Hantera portlets* shows of a portlet that is placed here."""
    return page.locator(f"{COLUMN} .portletAssignment .managedPortlet", has_text=heading)
