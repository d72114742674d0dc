"""The page of what is put away."""

import re

import pytest
from helpers.integration.setup import _uninstall

pytestmark = pytest.mark.usefixtures("framed")

PLACES = ("hub", "hub/kultur", "hub/kultur/bloggen", "hub/kultur/torget", "hub/parti")
PAGES = (
    *("", "view", "@@view", "edit", "sharing", "sitemap", "@@socialhub-put-away", "title"),
    *("folder_contents", "delete_confirmation", "@@manage-portlets", "object_rename"),
    *("content_status_history", "@@historyview", "@@search", "RSS"),
)
# What Plone itself offers a manager for any content.
OFFERED = ("", "view", "delete_confirmation", "@@manage-portlets", "object_rename", "sharing")


@pytest.mark.parametrize("who", ["visitor", "editor", "manager"])
def test_no_page_of_what_is_left_breaks(left, browse, logins, who):
    session, found = browse(*logins[who]), {}
    for place in PLACES:
        for page in PAGES:
            answer = session.get(f"{place}/{page}", allow_redirects=False)
            found[place, page] = answer.status_code
    assert {each: status for each, status in found.items() if status >= 500} == {}
    seen = {each for each, status in found.items() if status == 200}
    if who == "manager":
        assert {(place, page) for place in PLACES for page in OFFERED} <= seen
    else:
        assert seen == set()


@pytest.mark.parametrize("place", PLACES)
def test_a_manager_reads_what_it_is_and_how_to_get_it_back(left, browse, logins, place):
    page = browse(*logins["manager"]).get(place).text
    assert "undanlagt" in page
    assert "prefs_install_products_form" in page
    assert "Kanaler: 1" in re.sub(r"\s+", " ", page)


def test_the_add_ons_panel_tells_with_numbers_before_and_after(site, browse, logins):
    panel = "prefs_install_products_form"
    manager = browse(*logins["manager"])
    before = re.sub(r"\s+", " ", manager.get(panel).text)
    assert "Om samlingsplatsen för sociala medier avinstalleras" in before
    assert "Kanaler: 1" in before
    assert "Samlingsplatser: 1" in before
    _uninstall(site)
    after = manager.get(panel).text
    assert "är avinstallerad" in after
    assert f'href="{site.absolute_url()}/hub"' in after.replace(
        "http://nohost/plone", site.absolute_url()
    )
    assert browse().get(panel, allow_redirects=False).status_code == 302
