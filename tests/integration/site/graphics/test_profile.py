"""The graphic profile of a site: who changes it, what is refused, and where it is seen."""

import io
import re
from html import unescape

import pytest
import transaction
from PIL import Image
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.globalrequest import getRequest

from katrineholm.socialhub import _
from katrineholm.socialhub.site.forms.refusals import Refusal
from katrineholm.socialhub.site.graphics import logo
from katrineholm.socialhub.site.graphics.files import logo_url, stylesheet_url
from katrineholm.socialhub.site.graphics.profile import NO_COLOUR, PREFIX, chosen, filled, tokens
from katrineholm.socialhub.site.graphics.tokens import NAMES, PLACEHOLDER

PAGE = "@@graphic-profile"
REST = "@controlpanels/graphic-profile"
CSS = "@@socialhub-profile.css"
DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0"/></svg>'
WHO = {
    "": False,
    "Member": False,
    "Editor": False,
    "Information Officer": True,
    "Site Administrator": True,
}


@pytest.fixture
def site(functional_administration, functional_portal):
    """A site with a hub, seen by the real web server."""
    return functional_portal


@pytest.fixture
def office(site, person, browse):
    """A session of the office's."""
    return browse(*person("Information Officer"))


@pytest.fixture
def patch(site, person, request_factory):
    """A function that changes tokens over REST as the office."""
    session = request_factory(basic_auth=person("Information Officer"))
    return lambda **values: session.patch(REST, json=values)


def press(session, do, files=None, **values):
    token = re.search(r'name="_authenticator" value="(\w+)"', session.get(PAGE).text)[1]
    data = {"do": do, "_authenticator": token, **values}
    return session.post(PAGE, data=data, files=files)


def kept():
    """What the server's requests have left; the registry remembers within a request."""
    transaction.begin()
    getRequest().other.pop("_plone_registry_cache", None)
    return chosen()


def refused(page):
    alert = re.search(r'<div class="alert alert-danger" role="alert">.*?</div>', page.text, re.S)
    return [unescape(each) for each in re.findall(r"<li>(.*?)</li>", alert[0])] if alert else []


def typed(page):
    fields = re.findall(r"<input[^>]*\bname=\"(\w+)\"[^>]*>", page.text)
    values = {
        name: re.search(rf'<input[^>]*\bname="{name}"[^>]*\bvalue="([^"]*)"', page.text)
        for name in fields
    }
    return {name: value[1] for name, value in values.items() if value and name in NAMES}


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


def test_where_nothing_is_chosen_no_page_asks_for_a_stylesheet(site, browse):
    assert "socialhub-profile.css" not in browse().get("").text
    assert browse().get(CSS).text == ""


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
def test_what_is_wrong_is_told_and_nothing_is_kept(office, values, number):
    press(office, "save", muted="#444444")
    page = press(office, "save", **values)
    assert len(refused(page)) == number
    assert kept() == {"muted": "#444444"}
    assert all(
        unescape(typed(page)[name]) == each for name, each in values.items() if name != "font"
    )


def test_the_refusal_is_in_the_reader_s_language_and_names_the_pair(office):
    (sentence,) = refused(press(office, "save", brand="#ffcc00"))
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


def test_the_profile_is_read_and_changed_over_rest(patch, site, person, request_factory):
    assert patch(brand="#123456", radius=1, font="wide").status_code == 204
    found = request_factory(basic_auth=person("Site Administrator")).get(REST).json()
    assert found["@id"] == f"{site.absolute_url()}/{REST}"
    chosen = {"brand": "#123456", "radius": 1.0, "font": "wide"}
    assert found["data"] | {"font": "wide"} == dict.fromkeys(NAMES) | chosen
    assert kept() == chosen
    assert patch(brand=None).status_code == 204
    assert "brand" not in kept()


@pytest.mark.parametrize(
    "values",
    [
        {"brand": "red"},
        {"brand": "#abc"},
        {"brand": "#98222b;}"},
        {"brand": 7},
        {"brand": "#ffcc00"},
        {"link": "#000000", "on_brand": "#98222b"},
        {"radius": 3},
        {"radius": "bred"},
        {"font": "Comic Sans"},
    ],
)
def test_over_rest_a_wrong_value_is_refused_in_words_and_nothing_is_kept(patch, values):
    answer = patch(**values)
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert "{" not in answer.json()["message"]
    assert kept() == {}


INSTEAD = [
    ("brand", "#ab", NO_COLOUR),
    ("radius", "abc", _("Write a number from 0 to 2.")),
    ("radius", "3", _("Write a number from 0 to 2.")),
    ("text_size", "nan", _("Write a number from 0.875 to 1.25.")),
    ("scale", "-1", _("Write a number from 1.1 to 1.5.")),
    ("font", "Comic Sans", _("Choose one of the type families.")),
]


@pytest.mark.parametrize(("name", "value", "sentence"), INSTEAD)
def test_the_page_says_what_to_write_instead(office, name, value, sentence):
    (told,) = refused(press(office, "save", **{name: value}))
    assert told.endswith(f": {api.portal.translate(sentence, lang='sv')}")


@pytest.mark.parametrize(("name", "value", "sentence"), INSTEAD)
def test_rest_says_what_to_write_instead(patch, name, value, sentence):
    told = api.portal.translate(sentence, lang="sv")
    assert patch(**{name: value}).json()["message"] == f"{name}: {told}"


def test_over_rest_a_number_is_one_that_can_be_compared(site, person, request_factory):
    session = request_factory(basic_auth=person("Information Officer"))
    answer = session.patch(REST, data='{"scale": NaN}')
    assert (answer.status_code, kept()) == (400, {})


def test_over_rest_a_colour_is_judged_with_those_that_are_kept(patch):
    assert patch(brand="#ffcc00", on_brand="#000000").status_code == 204
    assert patch(on_brand=None).status_code == 400
    assert kept() == {"brand": "#ffcc00", "on_brand": "#000000"}


@pytest.mark.parametrize("value", ["red", "#FFF", "#ffffff;}body{}"])
def test_a_value_that_somebody_has_spoiled_in_the_registry_is_as_good_as_none(hub, value):
    registry = api.portal.get_tool("portal_registry")
    registry.records._values[f"{PREFIX}.brand"] = value
    assert chosen() == {}
    assert tokens() == PLACEHOLDER


def test_capital_letters_are_one_colour_with_small_ones():
    assert filled({"brand": "#ABCDEF"}).brand == "#abcdef"


def test_the_stylesheet_is_kept_for_a_year_by_its_address_and_asked_for_again_otherwise(
    patch, browse, site
):
    patch(link="#0b5a8a")
    transaction.begin()
    lasting = browse().get(stylesheet_url())
    assert "immutable" in lasting.headers["Cache-Control"]
    other = browse().get(f"{CSS}?v=0")
    assert other.headers["Cache-Control"] == "public, max-age=300"
    again = browse()
    again.headers["If-None-Match"] = other.headers["ETag"]
    assert again.get(CSS).status_code == 304


def test_a_closed_site_s_login_page_is_dressed_too(patch, site, browse):
    patch(link="#0b5a8a")
    transaction.begin()
    put_logo()
    site.manage_permission("View", ["Manager"], acquire=0)
    transaction.commit()
    assert browse().get(CSS).status_code == 200
    assert browse().get("@@socialhub-logo").status_code == 200
    assert "socialhub-profile.css" in browse().get("login").text


def put_logo(data=DRAWN):
    with api.env.adopt_user(SITE_OWNER_NAME):
        logo.put(io.BytesIO(data))
    transaction.commit()


def painted(format, size=(1200, 300)):
    out = io.BytesIO()
    Image.new("RGB", size, "#98222b").save(out, format)
    return out.getvalue()


def handed_in(name, data):
    return {"logo": (name, io.BytesIO(data), "image/png")}


def test_the_office_puts_in_a_drawing_as_logotype_and_takes_it_out(office, browse):
    page = press(office, "logo", files=handed_in("logga.svg", DRAWN))
    assert "@@socialhub-logo?v=" in page.text
    transaction.begin()
    found = browse().get(logo_url())
    assert found.headers["Content-Type"] == "image/svg+xml"
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert found.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in found.headers["Content-Security-Policy"]
    assert "immutable" in found.headers["Cache-Control"]
    assert b'<path d="M0 0"/>' in found.content
    page = press(office, "remove-logo")
    assert "@@socialhub-logo?v=" not in page.text
    assert browse().get("@@socialhub-logo").status_code == 404


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_png_of_at_most_800_pixels(office, browse, format):
    press(office, "logo", files=handed_in("logga", painted(format)))
    found = browse().get("@@socialhub-logo")
    with Image.open(io.BytesIO(found.content)) as image:
        assert (found.headers["Content-Type"], image.format) == ("image/png", "PNG")
        assert image.size == (800, 200)


class Endless:
    """A file that tells how much of it was read."""

    read_bytes = 0

    def read(self, size):
        self.read_bytes += size
        return b"\0" * size


def test_of_an_endless_file_no_more_is_read_than_may_be_kept(hub):
    file = Endless()
    with pytest.raises(Refusal):
        logo.put(file)
    assert file.read_bytes == logo.LIMIT + 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logga.png", b"\0" * (50 * 2**20)),
        ("logga.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("logga.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("logga.svg", b"alert(1)"),
        ("logga.svg", b"<html><script>alert(1)</script></html>"),
        ("logga.png", painted("PNG", (5000, 5000))),
        ("logga.png", painted("PNG")[:30]),
        ("logga.pdf", b"%PDF-1.7"),
        ("tom.png", b""),
    ],
)
def test_what_is_no_logotype_is_refused_in_one_sentence_and_the_present_one_stays(
    office, name, data
):
    press(office, "logo", files=handed_in("logga.svg", DRAWN))
    page = press(office, "logo", files=handed_in(name, data))
    assert len(refused(page)) == 1
    transaction.begin()
    assert logo.logo().data.endswith(b'<path d="M0 0"/></svg>')


def test_a_form_without_a_file_is_told_so(office):
    assert len(refused(press(office, "logo"))) == 1
    assert len(refused(press(office, "logo", logo="ingen fil"))) == 1


def test_the_panel_is_found_from_the_settings_and_the_control_panel(office, site, person, browse):
    assert f"{site.absolute_url()}/{PAGE}" in office.get("@@socialhub-settings").text
    page = browse(*person("Site Administrator")).get("@@overview-controlpanel")
    assert f"{site.absolute_url()}/{PAGE}" in page.text


def test_a_panel_that_was_opened_before_another_save_stores_nothing_and_says_so(office):
    seen = re.search(r'name="seen"[^>]*?value="(\w+)"', office.get(PAGE).text, re.DOTALL)[1]
    press(office, "save", brand="#123456", seen=seen)
    before = kept()
    page = press(office, "save", brand="#0b3a5a", seen=seen)
    assert "har ändrats sedan du öppnade" in page.text
    assert kept() == before
    page = press(office, "preview", brand="#0b3a5a", seen=seen)
    assert f'value="{seen}"' in page.text
