"""The add-on's settings: in the browser and over REST, for the office and nobody else."""

import re

import pytest
import transaction
from plone import api
from plone.restapi.controlpanels.interfaces import IControlpanel
from plone.testing.zope import Browser
from zope.component import queryMultiAdapter
from zope.interface import alsoProvides
from zope.publisher.browser import TestRequest

from katrineholm.socialhub import _
from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.site.settings.registry import setting

PAGE = "@@socialhub-settings"
REST = "@controlpanels/socialhub"
DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
WHO = {
    "": False,
    "Member": False,
    "Editor": False,
    "Reviewer": False,
    "Information Officer": True,
    "Site Administrator": True,
}


@pytest.fixture
def site(functional_administration, functional_portal):
    """A site with a hub, seen by the real web server."""
    return functional_portal


@pytest.fixture
def office(site, person, functional_app):
    """A browser of the office's, at the settings."""
    browser = Browser(functional_app)
    browser.addHeader("Authorization", "Basic {}:{}".format(*person("Information Officer")))
    browser.open(f"{site.absolute_url()}/{PAGE}")
    return browser


@pytest.fixture
def patch(site, person, request_factory):
    """A function that changes settings over REST as the office."""
    session = request_factory(basic_auth=person("Information Officer"))
    return lambda **values: session.patch(REST, json=values)


def kept(*names):
    transaction.begin()
    return [setting(name) for name in names]


def field(browser, name):
    return browser.getControl(name=f"form.widgets.{name}")


def save(browser):
    browser.getControl(name="form.buttons.save").click()


def test_the_office_changes_settings_in_the_browser(office, site):
    field(office, "municipality").value = "Katrineholms kommun"
    field(office, "confirm_after").value = "90"
    save(office)
    assert office.url == f"{site.absolute_url()}/{PAGE}"
    assert kept("municipality", "confirm_after") == ["Katrineholms kommun", 90]


def test_every_part_of_the_form_has_a_name_of_its_own(office):
    legends = re.findall(r"<legend[^>]*>\s*([^<]+?)\s*</legend>", office.contents)
    general = api.portal.translate(_("General"), lang="sv")
    assert legends == [general, "Facebook", "Inkomna meddelanden"]


def test_the_office_is_led_back_to_the_site_when_it_changes_its_mind(office, site):
    office.getControl(name="form.buttons.cancel").click()
    assert office.url.rstrip("/") == site.absolute_url()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("office_email", "ingen adress"),
        ("data_protection_url", "javascript:alert(1)"),
        ("confirm_after", "3"),
        ("verify_per_minute", "0"),
        ("atproto_did", "did:plc:för-kort"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(office, name, value):
    before = kept(name)
    field(office, name).value = value
    save(office)
    assert "invalid-feedback" in office.contents
    assert kept(name) == before


def test_a_handle_is_not_turned_on_without_its_account(office):
    field(office, "atproto:list").value = ["selected"]
    save(office)
    assert re.search(r'class="[^"]*field error">.*?atproto-did', office.contents, re.DOTALL)
    assert kept("atproto") == [False]
    field(office, "atproto:list").value = ["selected"]
    field(office, "atproto_did").value = DID
    save(office)
    assert kept("atproto", "atproto_did") == [True, DID]


def test_the_settings_are_read_and_changed_over_rest(patch, site, request_factory, person):
    assert patch(office_email="info@katrineholm.se", trust_txt=True).status_code == 204
    answer = request_factory(basic_auth=person("Site Administrator")).get(REST)
    found = answer.json()
    assert answer.status_code == 200
    assert found["@id"] == f"{site.absolute_url()}/{REST}"
    assert found["data"] == {
        "municipality": None,
        "site_url": None,
        "office_email": "info@katrineholm.se",
        "data_protection_url": None,
        "confirm_after": 183,
        "digest": True,
        "verify_per_minute": 30,
        "link_back": True,
        "trust_txt": True,
        "atproto": False,
        "atproto_did": None,
        "party_order": {"title": "I bokstavsordning", "token": "alphabet"},
        "facebook_origins": ["https://www.facebook.com", "https://facebook.com"],
        "facebook_app_secret": None,
        "agency_mailbox": None,
        "answer_within": 24,
        "remove_within": 2,
        "forward_within": 24,
        "keep_messages": 730,
        "reports_per_hour": 30,
        "retrieve_comments": True,
        "flag_words": [],
    }


@pytest.mark.parametrize(
    "values",
    [
        {"office_email": "ingen adress"},
        {"data_protection_url": "http://10.0.0.1/"},
        {"confirm_after": 3},
        {"confirm_after": "ofta"},
        {"municipality": ["Katrineholm"]},
        {"atproto_did": "did:plc:kort"},
        {"atproto": True},
        {"trust_txt": True, "atproto": True},
    ],
)
def test_over_rest_a_wrong_value_is_refused_in_one_sentence_and_nothing_is_kept(patch, values):
    before = kept(*values)
    answer = patch(**values)
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert isinstance(answer.json()["message"], str)
    assert "{" not in answer.json()["message"]
    assert kept(*values) == before


def test_over_rest_a_handle_may_be_turned_on_for_an_account_that_is_set(patch):
    assert patch(atproto_did=DID).status_code == 204
    assert patch(atproto=True).status_code == 204
    assert patch(atproto_did=None).status_code == 400
    assert kept("atproto", "atproto_did") == [True, DID]


@pytest.mark.parametrize("role", WHO)
def test_only_the_office_and_administrators_reach_the_settings(
    site, person, browse, request_factory, role
):
    login = person(role) if role else None
    page = browse(*(login or ())).get(PAGE, allow_redirects=False)
    rest = request_factory(basic_auth=login)
    changed = rest.patch(REST, json={"municipality": "Annat"})
    assert (page.status_code == 200) is WHO[role]
    assert rest.get(REST).ok is WHO[role]
    assert changed.ok is WHO[role]
    assert {page.status_code, changed.status_code} <= {200, 204, 302, 401, 403}
    assert kept("municipality") == ["Annat" if WHO[role] else None]


def test_the_office_finds_its_own_panels_among_the_control_panels(
    site, person, request_factory, manager_request
):
    def listed(session):
        return [panel["@id"] for panel in session.get("@controlpanels").json()]

    site = site.absolute_url()
    ours = {f"{site}/{REST}", f"{site}/@controlpanels/graphic-profile"}
    assert {*listed(request_factory(basic_auth=person("Information Officer")))} == ours
    assert ours < {*listed(manager_request)}
    assert len(listed(manager_request)) > 10
    for login in (person("Editor"), None):
        assert request_factory(basic_auth=login).get("@controlpanels").status_code == 401


@pytest.mark.parametrize("path", ["/site", "/dexterity-types", "/dexterity-types/Channel"])
def test_the_office_reaches_no_other_control_panel(
    site, person, request_factory, manager_request, path
):
    office = request_factory(basic_auth=person("Information Officer"))
    assert office.get(f"@controlpanels{path}").status_code == 401
    assert office.patch(f"@controlpanels{path}", json={}).status_code == 401
    assert office.patch("@controlpanels", json={}).status_code == 401
    assert manager_request.get(f"@controlpanels{path}").status_code == 200


def test_administrators_find_the_settings_in_the_control_panel(site, person, browse):
    page = browse(*person("Site Administrator")).get("@@overview-controlpanel")
    assert f"{site.absolute_url()}/{PAGE}" in page.text
    with api.env.adopt_roles(["Manager"]):
        panels = api.portal.get_tool("portal_controlpanel").enumConfiglets("Products")
    assert "socialhub" in [panel["id"] for panel in panels]


def test_a_site_without_the_add_on_has_no_such_panel(portal):
    request = TestRequest()
    assert queryMultiAdapter((portal, request), IControlpanel, name="socialhub") is None
    alsoProvides(request, ISocialHubLayer)
    panel = queryMultiAdapter((portal, request), IControlpanel, name="socialhub")
    assert panel.configlet_id == "socialhub"
