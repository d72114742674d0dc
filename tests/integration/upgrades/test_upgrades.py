"""An older site is brought up to date, all of it can be read, and no step leads nowhere."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from helpers.integration.upgrades import PROFILE, new_errors, told
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from zope.component import getUtility

import katrineholm.socialhub
from katrineholm.socialhub.browser import install_steps
from katrineholm.socialhub.setup.hub_export import export_hub

pytestmark = pytest.mark.usefixtures("framed")

FIRST = "1000"  # of 1.0.0a1, the first that was cut
METADATA = Path(katrineholm.socialhub.__file__).parent / "profiles/default/metadata.xml"
OWNER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


def present():
    return ElementTree.parse(METADATA).findtext("version")


def steps(profile=PROFILE):
    """The versions that each step of a profile leads from and to, taken already or not."""
    setup = api.portal.get_tool("portal_setup")
    found = setup.listUpgrades(profile, show_old=True, simple=True)
    return sorted(((step.source[0], step.dest[0]) for step in found), key=_numbers)


def unchained(found, first, last):
    """What is wrong with the steps between two versions, in words; None where nothing is."""
    at = first
    for source, dest in dict.fromkeys(found):
        if source != at or int(dest) <= int(source):
            return f"the step {source} to {dest} does not begin at {at}"
        at = dest
    return None if at == last else f"the steps lead to {at}, and the profile is {last}"


def _numbers(step):
    return int(step[0]), int(step[1])


def test_the_steps_lead_from_the_first_version_to_the_present_one(functional_portal):
    assert unchained(steps(), FIRST, present()) is None


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ([("1000", "1001"), ("1001", "1002")], None),
        ([("1000", "1001"), ("1000", "1001"), ("1001", "1002")], None),  # several of one version
        ([("1000", "1001")], "the steps lead to 1001, and the profile is 1002"),
        ([], "the steps lead to 1000, and the profile is 1002"),
        ([("1001", "1002")], "the step 1001 to 1002 does not begin at 1000"),
        ([("1000", "1002"), ("1001", "1002")], "the step 1001 to 1002 does not begin at 1002"),
        ([("1000", "1002"), ("1002", "1003")], "the steps lead to 1003, and the profile is 1002"),
    ],
)
def test_a_step_that_dangles_is_found(found, why):
    assert unchained(found, "1000", "1002") == why


def test_an_older_site_becomes_the_present_one(upgraded, old_told):
    setup = api.portal.get_tool("portal_setup")
    assert setup.getLastVersionForProfile(PROFILE) == (present(),)
    assert setup.listUpgrades(PROFILE) == []
    assert not api.portal.get_tool("portal_migration").needUpgrading()
    assert told(upgraded.hub) == old_told
    storage = getUtility(IViewletSettingsStorage)
    assert storage.getOrder(install_steps.MANAGER, "Plone Default")[0] == install_steps.FIRST


def test_steps_are_seen_where_there_are_any(functional_portal):
    assert ("0001", "0002") in steps("plone.restapi:default")


def test_a_new_site_has_nothing_to_upgrade(functional_portal):
    setup = api.portal.get_tool("portal_setup")
    assert setup.getLastVersionForProfile(PROFILE) == (present(),)


def test_its_log_is_as_it_was_written(upgraded):
    assert new_errors(upgraded.hub) == []


def test_all_of_it_leaves_for_another_site(upgraded, old_told, tmp_path):
    about = export_hub(upgraded.hub, tmp_path / "hub.tar")
    assert {name: about["counts"][name] for name in old_told["counts"]} == old_told["counts"]


PAGES = {
    "hub": ("Ett inlägg: shown", "Ett inlägg: efteråt"),
    "hub/kultur/bloggen": ("Ett inlägg: shown",),
    "hub/json-feed": ("Ett inlägg: shown",),
    "hub/@@official-list": ("Bloggen",),
}
STAFF = (
    "hub/@@record",
    "hub/@@archive",
    "hub/@@packages",
    "hub/@@retention",
    "hub/@@dispose-entries",
    "hub/@@holds",
    "hub/@@request",
    "hub/@@messages",
    "hub/@@messages/2",
    "hub/@@diary",
    "hub/@@board",
    "hub/kultur/bloggen/@@snapshots",
    "hub/kultur/bloggen/@@duties",
    "@@socialhub-settings",
)


def test_visitors_and_staff_read_their_pages(upgraded, browse):
    visitor, owner = browse(), browse(*OWNER)
    for path, words in PAGES.items():
        page = visitor.get(path)
        assert page.status_code == 200, path
        for each in words:
            assert each in page.text, path
        assert "Hemligson" not in page.text, path
        assert "Ett inlägg: hidden" not in page.text, path
    answers = {path: owner.get(path).status_code for path in STAFF}
    assert answers == dict.fromkeys(STAFF, 200)


def test_the_record_is_found_by_words(upgraded, browse):
    session = browse(*OWNER)
    session.headers["Accept"] = "application/json"
    body = session.get("hub/@record", params={"SearchableText": "badhuset"}).json()
    assert sorted(each["type"] for each in body["items"]) == ["entry", "message"]
    hidden = session.get("hub/@record", params={"type": "hidden"}).json()
    assert [each["title"] for each in hidden["items"]] == ["Ett inlägg: hidden"]
