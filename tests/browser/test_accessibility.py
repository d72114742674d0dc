"""Every page, whole, for every eye and screen: axe finds nothing, and nothing is cut off."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from helpers.browser.eyes import EACH, EACH_PAIR, EVERY, faults
from helpers.browser.pages import NO_PAGES, VISITORS, WORKING
from playwright.sync_api import expect

import katrineholm.socialhub

LAYOUTS = ("list", "wall", "cards")
REGISTERED = Path(katrineholm.socialhub.__path__[0])


def test_every_page_is_looked_at():
    elements = (
        each for file in REGISTERED.rglob("*.zcml") for each in ElementTree.parse(file).iter()
    )
    pages = (each for each in elements if each.tag.endswith("}page"))
    names = {each.get("name") for each in pages if each.get("permission") != "zope2.Private"}
    paths = [*VISITORS, *(path for paths in WORKING.values() for path in paths)]
    seen = {re.split("[/?]", path.rpartition("/@@")[2])[0] for path in paths if "@@" in path}
    seen |= {path.rpartition("/")[2] for path in paths}
    assert names - seen == NO_PAGES


@pytest.mark.parametrize("path", VISITORS)
def test_a_visitors_page_is_for_everybody_and_asks_no_other_host(open_as, hub_url, path):
    page, asked = open_as(), []

    def hear(request):
        asked.append(request.url)

    page.on("request", hear)
    assert page.goto(hub_url + path).status == 200
    assert page.locator("html[data-socialhub-theme]").count() == 1
    assert not (found := faults(page, EVERY)), found
    for width in (320, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.remove_listener("request", hear)
    ours = (hub_url.partition("/katrineholm")[0], "data:")
    assert [url for url in asked if not url.startswith(ours)] == []
    assert len(asked) > 1


@pytest.mark.parametrize(
    ("name", "path"), [(who, path) for who in WORKING for path in WORKING[who]]
)
def test_a_page_of_those_who_work_here_is_for_everybody(open_as, hub_url, name, path):
    page = open_as(name)
    assert page.goto(hub_url + path).status == 200
    expect(page.locator("#content h1")).to_be_visible()
    page.evaluate("document.querySelectorAll('#content details').forEach(it => it.open = true)")
    assert not (found := faults(page, EACH)), found


def test_so_are_an_entrys_page_and_what_it_said_before(open_as, hub_url):
    page = open_as()
    page.goto(f"{hub_url}?SearchableText=traineeprogram")
    for link in ("I dag öppnar ansökan", "Tidigare versioner"):
        with page.expect_navigation():
            page.get_by_role("link", name=link).first.click()
        assert page.locator("html[data-socialhub-theme]").count() == 1
        assert not (found := faults(page, EACH_PAIR)), found
    expect(page.locator(".socialhub-version del").first).to_have_text(re.compile("tre"))
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("layout", LAYOUTS)
def test_so_is_the_hub_in_any_layout(open_as, hub_url, layout):
    json = {"Accept": "application/json"}
    open_as("admin").request.patch(hub_url, data={"entry_layout": layout}, headers=json)
    page = open_as()
    page.goto(f"{hub_url}?anew={layout}")  # a page is kept for ten seconds by its address
    expect(page.locator(f".socialhub-in-{layout}")).to_be_visible()
    assert not (found := faults(page, EACH)), found
