"""What a visitor's browser is sent beside the page: one small stylesheet."""

import gzip
import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD, applyProfile

from katrineholm.socialhub.browser import visitor_stylesheet

pytestmark = pytest.mark.usefixtures("framed")

MOST = 32_000  # bytes, packed
PAGES = ("", "hub", "hub/kultur", "hub/kultur/bloggen", "hub/@@official-list", "hub/@@official")
PAGES += ("hub/@@parties", "hub/@@facebook", "hub/@@sections", "hub/kultur/bloggen/@@about")
PAGES += ("@@search?SearchableText=bloggen",)
# The results that Plone's search shows while one writes, which needs its script, and its page,
# which the theme has a look of its own for.
REPLACED = {"pat-livesearch", "show_images", "list-group", "list-group-item"}
REPLACED |= {"list-group-numbered", "list-group-item-action"}
REPLACED |= {"dropdown-item", "dropdown-menu", "dropdown-menu-md-end"}
NAMED = re.compile(r"(?<=\.)socialhub-[\w-]+").findall
LINK = re.compile(r'<link[^>]*rel="stylesheet"[^>]*>')


@pytest.fixture
def dressed(functional_administration, make_functional_channel, keep, browse):
    """A function that opens a page of a site in the theme, as somebody."""
    keep(make_functional_channel("bloggen", kind="blog"))
    applyProfile(api.portal.get(), "katrineholm.socialhub:theme")
    transaction.commit()

    def dressed(url, *login):
        return browse(*login).get(url).text

    return dressed


def sheets(page):
    return [re.search(r'href="([^"]*)"', link)[1] for link in LINK.findall(page)]


@pytest.mark.parametrize("url", PAGES)
def test_a_visitor_is_sent_one_stylesheet_and_no_script(dressed, url):
    page = dressed(url)
    [sheet] = sheets(page)
    assert "/@@socialhub-visitors.css?v=" in sheet
    assert re.findall(r"<script[^>]*src=", page) == []


@pytest.mark.parametrize("url", PAGES)
def test_a_page_needs_nothing_of_the_parts_that_the_sheet_leaves_out(dressed, url):
    whole = {
        path: NAMED(path.read_text("utf-8")) for path in (visitor_stylesheet.HERE / "css").iterdir()
    }
    kept = {name for path in visitor_stylesheet.own_stylesheets() for name in whole[path]}
    left_out = {name for names in whole.values() for name in names} - kept
    assert left_out
    assert left_out.isdisjoint(re.findall(r"socialhub-[\w-]+", dressed(url)))


def test_who_is_logged_in_has_all_of_plones(dressed):
    page = dressed("hub", SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    assert "socialhub-visitors" not in page
    assert len(sheets(page)) > 3
    assert len(re.findall(r"<script[^>]*src=", page)) > 2


def test_a_page_with_a_part_that_moves_has_all_of_plones_too(dressed):
    page = dressed("login")
    assert "pat-" in page.partition('id="portal-column-content"')[2]
    assert len(sheets(page)) > 3


def test_the_sheet_is_small_and_kept_for_a_year(dressed, browse):
    [url] = sheets(dressed("hub"))
    answer = browse().get(url)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert len(gzip.compress(answer.content)) <= MOST
    packed = browse().get(url, headers={"Accept-Encoding": "gzip"}, stream=True)
    assert gzip.decompress(packed.raw.read(decode_content=False)) == answer.content


def test_the_font_that_a_profile_may_name_is_found(dressed, browse):
    [url] = sheets(dressed("hub"))
    found = re.findall(r'url\("(\+\+theme[^"]*)"\)', browse().get(url).text)
    assert len(found) == 3
    assert {browse().get(each).status_code for each in found} == {200}


def test_every_class_of_a_visitors_pages_keeps_what_plone_says_of_it(dressed):
    words = {
        word
        for url in PAGES
        for names in re.findall(r'class="([^"]*)"', dressed(url))
        for word in names.split()
    }
    assert len(words) > 100
    full, kept = (
        classes(visitor_stylesheet.plone_stylesheet()),
        classes(visitor_stylesheet.visitor_rules(visitor_stylesheet.plone_stylesheet())),
    )
    assert sorted((words & full) - kept - REPLACED) == []


def classes(sheet):
    """The classes that a stylesheet's selectors name."""
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", sheet)))


def test_rules_are_read_with_signs_in_their_texts():
    sheet = '@charset "a;b";a{content:"}"}@media (x){b,.modal{c:d}.modal{e:f}}@font-face{g:h}'
    assert visitor_stylesheet.visitor_rules(sheet) == 'a{content:"}"}@media (x){b{c:d}}'
    assert visitor_stylesheet.minified_css("/* why */\na,\nb {\n  c: d;\n}\n") == "a, b{c: d;}"
