"""What is private is shown nowhere to those who may not see it, whoever came before."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.accounts.lifecycle.steps import set_state as place_in_state
from katrineholm.socialhub.public.listings.portlet import Assignment

pytestmark = pytest.mark.usefixtures("framed")

MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
PAGES = [
    f"{path}{page}"
    for path in ("hub", "hub/kultur")
    for page in ("", "?kind=blog", "/@@rss", "/@@atom", "/@@json-feed", "/@@opml")
]


@pytest.mark.parametrize("login", [MANAGER, ()])
def test_a_draft_speaks_nowhere_but_on_its_own_page(place, browse, login):
    for page in PAGES:
        text = browse(*login).get(page).text
        assert "Hemlig" not in text, page
        assert "Bloggen" in text
    assert ("Hemligt inlägg" in browse(*login).get("hub/kultur/hemlig").text) is bool(login)


@pytest.mark.parametrize("around", ["hub", "hub/kultur"])
@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("hub", ">Nyast<"),
        ("hub/@@rss", "Nyast"),
        ("hub/@@opml", "Bloggen"),
        ("hub/kultur/bloggen/@@atom", "Nyast"),
    ],
)
def test_a_channel_is_not_shown_before_the_places_around_it(
    place, functional_portal, browse, around, page, told
):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(functional_portal.unrestrictedTraverse(around), "retract")
    transaction.commit()
    assert told in browse(*MANAGER).get(page).text
    assert told not in browse().get(page).text
    assert "/login" in browse().get("hub/kultur/bloggen").url


def test_a_private_entrys_page_and_pictures_are_not_found(place, browse, picture):
    page = f"hub/@@entry/{place.ids['Hemligt']}"
    name = picture("Hemligt")
    urls = [page, f"hub/@@picture/{place.ids['Hemligt']}/{name}"]
    assert [browse(*MANAGER).get(url).status_code for url in urls] == [200, 200]
    assert [browse().get(url).status_code for url in urls] == [404, 404]
    cache = browse(*MANAGER).get(urls[1]).headers["Cache-Control"]
    assert cache == "private, max-age=30"


def test_the_months_of_a_drafts_entries_are_not_told(place, browse):
    for login in (MANAGER, ()):
        assert "month=6" not in browse(*login).get("hub").text


def test_a_portlet_shows_official_channels_only(place, functional_portal, browse):
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    getMultiAdapter((functional_portal, column), IPortletAssignmentMapping)["feed"] = Assignment()
    transaction.commit()
    for login in (MANAGER, ()):
        assert "Hemligt inlägg" not in browse(*login).get("").text
        assert "Nyast" in browse(*login).get("").text


def test_vocabularies_offer_official_channels_only(place, request_factory, person):
    names = ("channels", "administrations", "hubs")
    for login in (person("Member"), MANAGER):
        session = request_factory(basic_auth=login)
        terms = [
            [term["title"] for term in answer.json()["items"]]
            for name in names
            if (answer := session.get(f"@vocabularies/katrineholm.socialhub.{name}"))
        ]
        assert terms == [
            [
                "Bilder (Skolförvaltningen)",
                "Bloggen (Kulturförvaltningen)",
                "Filmer (Kulturförvaltningen)",
            ],
            ["Kulturförvaltningen", "Skolförvaltningen"],
            ["Sociala medier"],
        ]


def test_an_official_channel_is_shown_at_once(place, browse):
    assert "Hemligt" not in browse().get("hub").text
    place_in_state(place.channels["hemlig"], "official")
    transaction.commit()
    assert "Hemligt" in browse().get("hub").text
