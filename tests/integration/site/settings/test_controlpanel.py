"""The settings' panel, and who finds it."""

import re

import pytest
from helpers.integration.site.settings import PAGE, kept
from plone import api
from plone.restapi.controlpanels.interfaces import IControlpanel
from zope.component import queryMultiAdapter
from zope.interface import alsoProvides
from zope.publisher.browser import TestRequest

from katrineholm.socialhub import _
from katrineholm.socialhub.interfaces import ISocialHubLayer

REST = "@controlpanels/socialhub"


def test_the_office_changes_settings_in_the_browser(office, site):
    office.write(municipality="Katrineholms kommun")
    office.write(confirm_after="90")
    office.save()
    assert office.url == f"{site.absolute_url()}/{PAGE}"
    assert kept("municipality", "confirm_after") == ["Katrineholms kommun", 90]


@pytest.mark.usefixtures("framed")
def test_the_title_says_what_the_page_is_and_that_a_field_is_at_fault(office):
    assert re.search(r"<title>Sociala medier\b", office.contents)
    office.write(confirm_after="3")
    office.save()
    assert re.search(r"<title>Fel: Sociala medier\b", office.contents)


@pytest.mark.usefixtures("framed")
def test_every_part_of_the_form_has_a_name_of_its_own(office):
    legends = re.findall(r"<legend[^>]*>\s*([^<]+?)\s*</legend>", office.contents)
    general = api.portal.translate(_("General"), lang="sv")
    assert legends == [
        *(general, "Facebook", "Inkomna meddelanden"),
        *("Leverans till arkivet", "Tillgänglighetsredogörelse"),
    ]


def test_a_link_to_a_field_finds_no_tab_that_hides_it(person, browse):
    office = browse(*person("Information Officer"))
    assert "enableFormTabbing" in office.get(PAGE).text
    page = office.get(f"{PAGE}?fieldset=messages").text
    assert "formfield-form-widgets-agency_mailbox" in page
    assert "enableFormTabbing" not in page


def test_the_office_is_led_back_to_the_site_when_it_changes_its_mind(office, site):
    office.press("form.buttons.cancel")
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
    office.write(**{name: value})
    office.save()
    assert "invalid-feedback" in office.contents
    assert kept(name) == before


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
