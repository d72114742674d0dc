"""The panel of the graphic profile."""

import re
from html import unescape

import pytest
from helpers.integration.site.graphics import INSTEAD, PAGE, kept, press, refused
from plone import api

from katrineholm.socialhub.site.graphics.tokens import NAMES

REST = "@controlpanels/graphic-profile"
WHO = {
    "": False,
    "Member": False,
    "Editor": False,
    "Information Officer": True,
    "Site Administrator": True,
}


def typed(page):
    fields = re.findall(r"<input[^>]*\bname=\"(\w+)\"[^>]*>", page.text)
    values = {
        name: re.search(rf'<input[^>]*\bname="{name}"[^>]*\bvalue="([^"]*)"', page.text)
        for name in fields
    }
    return {name: value[1] for name, value in values.items() if value and name in NAMES}


@pytest.mark.usefixtures("framed")
def test_the_office_changes_the_profile_and_every_page_follows(office, site, browse):
    press(office, "save", brand="#123456", link="0B5A8A", radius="0,25", font="slab")
    assert kept() == {"brand": "#123456", "link": "#0b5a8a", "radius": 0.25, "font": "slab"}
    assert typed(office.get(PAGE))["radius"] == "0.25"
    visitor = browse()
    url = re.search(r'<link rel="stylesheet" href="([^"]+profile\.css[^"]*)"', visitor.get("").text)
    sheet = visitor.get(unescape(url[1]))
    assert sheet.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "--socialhub-brand:#123456" in sheet.text
    assert "--socialhub-radius:0.25rem" in sheet.text
    assert "--socialhub-quiet" not in sheet.text


def test_an_empty_field_gives_the_token_back(office):
    press(office, "save", brand="#123456", text_size="1.1")
    press(office, "save", brand="", text_size="")
    assert kept() == {}


@pytest.mark.usefixtures("framed")
def test_the_sample_shows_what_was_typed_and_keeps_nothing(office):
    page = press(office, "preview", brand="#123456", accent="#0b5a8a")
    styles = re.findall(r'class="socialhub socialhub-sample" style="([^"]*)"', page.text)
    assert ["--socialhub-brand:#123456" in each for each in styles] == [True, True]
    assert "--socialhub-accent:#0b5a8a" in styles[0]
    assert "--socialhub-accent:#0b5a8a" not in styles[1]
    assert typed(page)["brand"] == "#123456"
    assert kept() == {}


@pytest.mark.parametrize(
    ("values", "number"),
    [
        ({"brand": "#ffcc00"}, 1),
        ({"brand": "#777777", "on_brand": "#777777"}, 1),
        ({"link": "#999999"}, 2),
        ({"surface": "#221e1d"}, 6),
        ({"brand": "red"}, 1),
        ({"brand": '#fff"><script>'}, 1),
        ({"radius": "3"}, 1),
        ({"radius": "nan"}, 1),
        ({"text_size": "stor", "scale": "9"}, 2),
        ({"font": "Comic Sans"}, 1),
    ],
)
@pytest.mark.usefixtures("framed")
def test_what_is_wrong_is_told_and_nothing_is_kept(office, values, number):
    press(office, "save", muted="#444444")
    page = press(office, "save", **values)
    # What cannot be read is told in one sentence for each pair, all of them in one.
    assert sum(max(1, each.count(":1, ")) for each in refused(page)) == number
    assert kept() == {"muted": "#444444"}
    assert all(
        unescape(typed(page)[name]) == each for name, each in values.items() if name != "font"
    )


def test_the_refusal_is_in_the_reader_s_language_and_names_the_pair(office):
    [sentence] = refused(press(office, "save", brand="#ffcc00"))
    assert "#ffffff" in sentence
    assert "#ffcc00" in sentence
    assert "1.51:1" in sentence
    assert "$" not in sentence


@pytest.mark.parametrize("do", ["", "explode"])
def test_a_step_that_is_not_known_keeps_nothing(office, do):
    assert press(office, do, brand="#123456").status_code == 200
    assert kept() == {}


def test_another_site_s_form_changes_nothing(site, person, submit):
    answer = submit(person("Information Officer"), PAGE, {"do": "save", "link": "#000000"}, False)
    assert answer.status_code == 403
    assert kept() == {}


@pytest.mark.parametrize("role", WHO)
def test_only_the_office_and_administrators_change_the_profile(
    site, person, browse, request_factory, role
):
    login = person(role) if role else None
    page = browse(*(login or ())).get(PAGE, allow_redirects=False)
    rest = request_factory(basic_auth=login)
    changed = rest.patch(REST, json={"link": "#000000"})
    assert (page.status_code == 200) is WHO[role]
    assert rest.get(REST).ok is WHO[role]
    assert changed.ok is WHO[role]
    assert ("link" in kept()) is WHO[role]


@pytest.mark.parametrize(("name", "value", "sentence"), INSTEAD)
def test_the_page_says_what_to_write_instead(office, name, value, sentence):
    (told,) = refused(press(office, "save", **{name: value}))
    assert told == api.portal.translate(sentence, lang="sv")


def test_a_form_without_a_file_is_told_so(office):
    assert len(refused(press(office, "logo"))) == 1
    assert len(refused(press(office, "logo", logo="ingen fil"))) == 1


def test_the_panel_is_found_from_the_settings_and_the_control_panel(office, site, person, browse):
    assert f"{site.absolute_url()}/{PAGE}" in office.get("@@socialhub-settings").text
    page = browse(*person("Site Administrator")).get("@@overview-controlpanel")
    assert f"{site.absolute_url()}/{PAGE}" in page.text


@pytest.mark.usefixtures("framed")
def test_a_panel_that_was_opened_before_another_save_stores_nothing_and_says_so(office):
    seen = re.search(r'name="seen"[^>]*?value="(\w+)"', office.get(PAGE).text, re.DOTALL)[1]
    press(office, "save", brand="#123456", seen=seen)
    before = kept()
    page = press(office, "save", brand="#0b3a5a", seen=seen)
    assert "har ändrats sedan du öppnade" in page.text
    assert kept() == before
    page = press(office, "preview", brand="#0b3a5a", seen=seen)
    assert f'value="{seen}"' in page.text
