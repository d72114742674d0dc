"""The way back from a page of ours to its place: to Volto where the site is Volto's."""

import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD, applyProfile

SITE_OWNER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
pytestmark = pytest.mark.usefixtures("framed")

PUBLIC = "https://www.katrineholm.example"
BOARD, KEYS, SETTINGS = "hub/@@board", "hub/kultur/bloggen/@@entry-keys", "@@socialhub-settings"


@pytest.fixture
def ways(make_functional_channel, browse):
    """A function: the way back on a page, as its title and address."""
    make_functional_channel("bloggen", title="Bloggen")

    def ways(path, *login):
        page = browse(*login).get(path).text
        return re.findall(r'socialhub-back">\s*<a\s+href="([^"]+)">([^<]+)<', page)

    return ways


@pytest.fixture
def in_volto(functional_portal):
    """The site is one of Volto's, at an address of its own."""
    applyProfile(functional_portal, "plone.volto:default")
    api.portal.set_registry_record("katrineholm.socialhub.site_url", PUBLIC)
    transaction.commit()


def test_in_classic_ui_a_page_of_a_channel_leads_to_the_channel(ways, functional_portal):
    url = f"{functional_portal.absolute_url()}/hub/kultur/bloggen"
    assert ways(KEYS, *SITE_OWNER) == [(url, "Tillbaka till Bloggen")]
    assert ways(BOARD, *SITE_OWNER) == ways(SETTINGS, *SITE_OWNER) == []


@pytest.mark.usefixtures("in_volto")
def test_where_the_site_is_voltos_every_page_leads_there(ways, person):
    assert ways(KEYS, *SITE_OWNER) == [(f"{PUBLIC}/hub/kultur/bloggen", "Tillbaka till Bloggen")]
    assert ways(BOARD, *SITE_OWNER) == [(f"{PUBLIC}/hub", "Tillbaka till Sociala medier")]
    office = person("Information Officer")
    assert ways(SETTINGS, *office) == [(PUBLIC, "Tillbaka till Katrineholms kommun")]


@pytest.mark.usefixtures("in_volto")
def test_a_visitor_comes_from_nowhere_else(ways):
    assert ways("hub/@@official-list") == ways("hub") == []
