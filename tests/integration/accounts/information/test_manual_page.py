"""The manual in the site, and the links that lead to its sections."""

import re

import pytest
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

HELP = re.compile(r'class="socialhub-help"[^>]*><a href="([^"]+)"')
OWNER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


@pytest.fixture(autouse=True)
def _site(functional_administration):
    pass


def test_anybody_reads_what_is_in_the_manual(browse, functional_portal):
    page = browse().get("@@manual")
    url = functional_portal.absolute_url()
    assert page.status_code == 200
    assert f'href="{url}/@@manual/redaktor"' in page.text
    assert re.search(rf'href="{url}/@@manual/registrator#[^"]+"', page.text)


def test_a_chapter_has_its_text_and_leads_to_those_beside_it(browse):
    page = browse().get("@@manual/handlaggare").text
    assert re.search(r"<h1[^>]*lang=\"sv\"", page)
    neighbours = re.findall(r'href="[^"]*@@manual/?(\w*)" rel="(\w+)"', page)
    assert neighbours == [("redaktor", "prev"), ("", "up"), ("registrator", "next")]
    first = browse().get("@@manual/redaktor").text
    assert 'rel="prev"' not in first


def test_a_search_lists_sections_and_marks_the_words(browse):
    page = browse().get("@@manual", params={"text": "kanalen <b>"}).text
    assert re.search(r"<mark[^>]*>\w*kanal\w*</mark>", page, re.IGNORECASE)
    assert "<b>" not in page
    nothing = browse().get("@@manual", params={"text": "xyzzyx"}).text
    assert "Inget avsnitt" in nothing


@pytest.mark.parametrize("path", ["nothing", "redaktor.md", "redaktor/mer", "..%2f__init__"])
def test_what_is_no_chapter_is_not_found(browse, path):
    assert browse().get(f"@@manual/{path}").status_code == 404


def test_a_picture_is_kept_by_browsers_and_fetched_once(browse):
    picture = browse().get("@@manual-picture/skriv-in.png")
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.headers["Cache-Control"] == "public, max-age=3600"
    assert picture.content[1:4] == b"PNG"
    tag = {"If-None-Match": picture.headers["ETag"]}
    assert browse().get("@@manual-picture/skriv-in.png", headers=tag).status_code == 304
    assert browse().get("@@manual-picture/redaktor.md").status_code == 404


@pytest.mark.usefixtures("framed")
@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("hub/@@board", "informationskontoret"),
        ("hub/@@messages", "handlaggare"),
        ("hub/edit", "informationskontoret"),
        ("hub/kultur/++add++Channel", "redaktor"),
        ("hub/kultur/edit", "informationskontoret"),
        ("@@socialhub-settings", "informationskontoret"),
    ],
)
def test_who_is_logged_in_is_led_to_the_section_about_a_page(browse, path, place):
    [url] = HELP.findall(browse(*OWNER).get(path).text)
    assert f"/@@manual/{place}#" in url


@pytest.mark.usefixtures("framed")
@pytest.mark.parametrize("path", ["hub", "hub/kultur"])
@pytest.mark.parametrize(
    ("role", "chapter"),
    [
        ("Information Officer", "/informationskontoret"),
        ("Editor", "/redaktor"),
        ("Registrar", "/registrator"),
        ("Archivist", "/registrator"),
        ("Member", ""),
    ],
)
def test_the_page_of_a_place_leads_to_the_chapter_of_ones_role(browse, person, path, role, chapter):
    [url] = HELP.findall(browse(*person(role)).get(path).text)
    assert url.endswith(f"/@@manual{chapter}")


@pytest.mark.usefixtures("framed")
def test_who_answers_for_a_channel_is_led_to_the_chapter_of_those(
    browse, person, make_functional_channel
):
    login = person("Member")
    make_functional_channel("bloggen", responsible=login[0], dialogue=True)
    [url] = HELP.findall(browse(*login).get("hub").text)
    assert url.endswith("/@@manual/handlaggare")


@pytest.mark.usefixtures("framed")
def test_a_page_of_plones_and_a_visitor_have_no_such_link(browse):
    assert HELP.findall(browse(*OWNER).get("hub/folder_contents").text) == []
    assert HELP.findall(browse().get("hub").text) == []
