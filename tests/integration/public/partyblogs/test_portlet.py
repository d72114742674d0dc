"""The council's parties as a portlet: what the shelf shows, on any page."""

import re
from datetime import date

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.portlets.interfaces import IPortletManager, IPortletRenderer, IPortletType
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.public.partyblogs.portlet import Assignment

NAME = "katrineholm.socialhub.portlet.parties"
PAST = (date(1998, 10, 15), date(2002, 10, 14))


@pytest.fixture
def render(portal, hub):
    """A function that renders the portlet in a column, as anybody sees it."""

    def render(**decisions):
        column = getUtility(IPortletManager, name="plone.rightcolumn")
        view = portal.restrictedTraverse("@@plone")
        with api.env.adopt_roles(["Anonymous"]):
            parts = (portal, portal.REQUEST, view, column, Assignment(**decisions))
            renderer = getMultiAdapter(parts, IPortletRenderer)
            return renderer.render() if renderer.available else None

    return render


@pytest.fixture
def council(hub):
    """Two parties in the council, and one that was there before."""
    fields = [
        {"title": "Örtagården", "abbreviation": "Ög", "seats": 3, "link": "https://o.example.se/"},
        {"title": "Byalaget", "abbreviation": "By", "seats": 2},
        {"title": "Avgångna", "abbreviation": "Av", "term_from": PAST[0], "term_to": PAST[1]},
    ]
    with api.env.adopt_user(SITE_OWNER_NAME):
        for each in fields:
            api.content.create(hub, "CouncilParty", **each)


def titles(text):
    return re.findall(r"<li>\s*<span>(.*?)</span>", text)


def test_the_parties_of_today_are_shown_by_the_shelfs_rule(council, render):
    assert titles(render()) == ["Byalaget", "Örtagården"]
    api.portal.set_registry_record("katrineholm.socialhub.party_order", "seats")
    assert titles(render()) == ["Örtagården", "Byalaget"]
    assert re.findall(r'href="(https://[^"]+)"', render()) == ["https://o.example.se/"]
    assert "/hub/@@parties" in render()
    assert "@@parties" not in render(more="")


def test_without_parties_the_portlet_says_so_and_without_a_hub_it_is_not_there(hub, render):
    assert titles(render()) == []
    assert "<p" in render()
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(hub, "retract")
    assert render() is None


def test_the_portlet_can_be_placed(portal):
    assert getUtility(IPortletType, name=NAME).title == "Parties in the council"
