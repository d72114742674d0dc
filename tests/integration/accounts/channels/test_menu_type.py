"""A menu of ours is made for whatever a page is about, and never breaks that page."""

import pytest
from OFS.SimpleItem import SimpleItem
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.public.listings.portlet import Assignment

COLUMN = "++contextportlets++plone.rightcolumn"
PLACES = ("hub", "hub/kultur", "hub/kultur/bloggen", "hub/kultur/utkastet")


def ours(portal):
    """Every action of ours: what its menu knows of it."""
    tool = portal.portal_actions
    return [
        action
        for category in ("object", "user", "site_actions")
        for action in tool[category].listActions()
        if action.getId().startswith("socialhub_")
    ]


@pytest.fixture
def anything(portal, hub, make_channel):
    """What a page can be about, by what it is; none of it is a place of the hub's."""
    make_channel("bloggen")
    make_channel("utkastet", state="draft")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(hub, "CouncilParty", "partiet", title="P", abbreviation="P")
        api.content.create(portal, "Document", "sidan", title="En sida")
        column = getUtility(IPortletManager, name="plone.rightcolumn")
        for place in PLACES:
            mapping = getMultiAdapter(
                (portal.unrestrictedTraverse(place), column), IPortletAssignmentMapping
            )
            mapping["den"] = Assignment()
        found = {"site": portal, "page": portal.sidan, "party": hub.partiet}
        found["another add-on's"] = SimpleItem().__of__(hub)
        for place in PLACES:
            for part in ("", "/+", "/den"):
                url = f"{place}/{COLUMN}{part}"
                found[url] = portal.restrictedTraverse(url)
    return found


@pytest.mark.parametrize("role", ["Anonymous", "Member", "Information Officer", "Manager"])
def test_no_condition_of_a_menu_breaks_on_anything_or_takes_it_for_a_place(portal, anything, role):
    tool = portal.portal_actions
    assert len(ours(portal)) > 10
    with api.env.adopt_roles([role]):
        for name, each in anything.items():
            context = tool._getExprContext(each)
            shown = [
                action.getId()
                for action in ours(portal)
                if action.getInfoData()[0]["category"] == "object"
                and action.getInfoData()[0]["available"](context)
            ]
            assert (name, shown) == (name, [])


@pytest.mark.parametrize(
    ("path", "role", "told"),
    [
        ("hub", "Anonymous", "SocialHub"),
        ("hub/kultur", "Anonymous", "Administration"),
        ("hub/kultur/bloggen", "Anonymous", "Channel"),
        ("hub/kultur/utkastet", "Anonymous", ""),
        ("hub/kultur/utkastet", "Manager", "Channel"),
        ("hub/partiet", "Manager", ""),
        ("sidan", "Manager", ""),
    ],
)
def test_a_place_says_what_it_is_to_whoever_may_see_it(portal, anything, path, role, told):
    with api.env.adopt_roles([role]):
        view = getMultiAdapter(
            (portal.unrestrictedTraverse(path), portal.REQUEST), name="socialhub-type"
        )
        assert view() == told
