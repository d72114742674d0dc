"""The catalogue of services as the information office keeps it, and what follows for channels."""

import re
from html import unescape

import pytest
import transaction
from helpers.integration.site.settings import offered
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.globalrequest import getRequest

from katrineholm.socialhub.accounts.channels.facts import viewable_channels
from katrineholm.socialhub.core.platforms.catalogue_edits import CatalogueEdits
from katrineholm.socialhub.core.platforms.interfaces import AddedService
from katrineholm.socialhub.site.settings import catalogue_changes as changes
from katrineholm.socialhub.site.settings.catalogue_edits import site_edits

PAGE = "@@socialhub-services"
ADDED = AddedService("film", "Filmen", "video", True, "film.example.se", "/kanal/{account}")
TYPED = {"title": "Filmen", "host": "film.example.se", "path": "/kanal/{account}", "kind": "video"}
ADDRESS = "https://film.example.se/kanal/kommun"


def test_an_added_service_is_offered_and_used_by_a_channel(hub, make_channel):
    changes.add_service(ADDED)
    channel = make_channel("kanal", profile_url=ADDRESS, feed_url=None)
    assert offered(hub)["film"] == "Filmen"
    assert (channel.platform, channel.kind, channel.dialogue) == ("film", "video", True)
    [facts] = viewable_channels(hub)
    assert (facts.platform, facts.account) == ("film", "kommun")


@pytest.fixture
def office(functional_administration, person, browse):
    """A session of the office's."""
    return browse(*person("Information Officer"))


def token(session):
    return re.search(r'name="_authenticator" value="(\w+)"', session.get(PAGE).text)[1]


def press(session, do, token, **values):
    return session.post(PAGE, data={"do": do, "_authenticator": token, **values})


def row(page, title):
    rows = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", page.text, re.DOTALL)
    return next((each for each in rows if f"<span>{title}</span>" in each), "")


def buttons(row):
    return re.findall(r'name="do"\s+value="(\w+)"', row)


def kept():
    """The edits that the server's requests have left; the registry remembers within a request."""
    transaction.begin()
    getRequest().other.pop("_plone_registry_cache", None)
    return site_edits()


def test_the_office_adds_renames_hides_and_removes_in_the_browser(office):
    mark = token(office)
    page = press(office, "add", mark, **TYPED, dialogue="1", feed="{origin}/@{account}.rss")
    assert kept().added == (
        AddedService(
            "film.example.se",
            "Filmen",
            "video",
            True,
            "film.example.se",
            "/kanal/{account}",
            "{origin}/@{account}.rss",
        ),
    )
    assert buttons(row(page, "Filmen")) == ["hide", "remove", "rename"]
    press(office, "rename", mark, name="film.example.se", title="Film & bild")
    page = press(office, "hide", mark, name="film.example.se")
    assert buttons(row(page, "Film &amp; bild")) == ["show", "remove", "rename"]
    page = press(office, "remove", mark, name="film.example.se")
    assert (row(page, "Film &amp; bild"), kept()) == ("", CatalogueEdits())


def test_a_service_that_has_channels_shows_their_number_and_no_button_to_remove_it(
    office, make_functional_channel
):
    press(office, "add", token(office), **TYPED, name="film")
    with api.env.adopt_user(SITE_OWNER_NAME):
        transaction.begin()
        make_functional_channel("kanal", profile_url=ADDRESS)
    found = row(office.get(PAGE), "Filmen")
    assert re.search(r"<td[^>]*>1</td>", found)
    assert buttons(found) == ["hide", "rename"]
    page = press(office, "remove", token(office), name="film")
    assert 'role="alert"' in page.text
    assert [each.name for each in kept().added] == ["film"]


@pytest.mark.parametrize(
    ("wrong", "faults"),
    [
        ({"host": "10.0.0.1"}, 1),
        ({"host": "https://film.example.se"}, 1),
        ({"title": ""}, 1),
        ({"path": "../etc"}, 1),
        ({"feed": "javascript:alert(1)"}, 1),
        ({"kind": "zebra", "name": "ÅÄÖ"}, 2),
        ({"host": "*.se", "path": "{account}"}, 2),
        ({"name": "mastodon"}, 1),
        ({"host": "www.youtube.com"}, 1),
        ({"host": ""}, 1),
    ],
)
@pytest.mark.usefixtures("framed")
def test_what_is_wrong_is_told_beside_the_form_which_keeps_what_was_typed(office, wrong, faults):
    typed = TYPED | {"title": 'En <b>"film"</b>'} | wrong
    page = press(office, "add", token(office), **typed)
    alert = re.search(
        r'<div class="alert alert-danger" id="socialhub-refused".*?</div>',
        page.text,
        re.DOTALL,
    )
    said = re.findall(r"<li>(.*?)</li>", alert[0], re.DOTALL)
    assert (page.status_code, len(said)) == (200, faults)
    fields = dict(re.findall(r'name="(title|host|path)"[^>]*?value="([^"]*)"', page.text)[:3])
    assert {name: unescape(value) for name, value in fields.items()} == {
        name: typed[name] for name in fields
    }
    assert kept() == CatalogueEdits()


@pytest.mark.parametrize("do", ["", "explode"])
def test_a_step_that_is_not_known_changes_nothing(office, do):
    assert press(office, do, token(office), name="x").status_code == 200
    assert kept() == CatalogueEdits()


def test_a_step_that_is_named_twice_changes_nothing(office):
    assert press(office, ["hide", "show"], token(office), name="x").status_code == 200
    assert kept() == CatalogueEdits()


def test_nothing_is_changed_by_a_link_or_without_the_forms_token(office):
    assert office.get(PAGE, params={"do": "hide", "name": "x"}).status_code == 200
    assert press(office, "hide", "", name="x").status_code == 403
    assert kept() == CatalogueEdits()


@pytest.mark.parametrize("role", ["", "Member", "Contributor", "Editor", "Reviewer"])
def test_others_do_not_reach_the_catalogue(functional_administration, person, browse, role):
    session = browse(*(person(role) if role else ()))
    assert session.get(PAGE, allow_redirects=False).status_code in (302, 401, 403)
    data = {"do": "hide", "name": "x"}
    assert session.post(PAGE, data=data, allow_redirects=False).status_code in (302, 401, 403)
    assert kept() == CatalogueEdits()
