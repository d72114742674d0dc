"""The footer leads to the hub's pages for visitors, from anywhere, the same for both frontends."""

import re

import pytest
import transaction
from OFS.SimpleItem import SimpleItem
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.public.listings.portlet import Assignment

HUB_PAGES = ["@@personal-data", "@@messages-help", "@@messages-figures", "@@sections"]
TITLES = {
    "sv": [
        *("Personuppgifter", "Så hanteras inkommande meddelanden"),
        *("Kommentarer och meddelanden i siffror", "Inlägg efter typ"),
    ],
    "en": [
        *("Personal data", "How incoming messages are handled"),
        *("Comments and messages in figures", "Entries by kind"),
    ],
}
COLUMN = "++contextportlets++plone.rightcolumn"
PLACES = ("hub", "hub/kultur", "hub/kultur/bloggen", "hub/kultur/utkastet")


@pytest.fixture
def two_hubs(functional_administration, functional_portal):
    """A first hub, a page, and a second hub with a page in it."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(functional_portal, "SocialHub", "skolor", title="Skolor")
        page = api.content.create(functional_portal, "Document", "sidan", title="En sida")
        for each in (other, page):
            api.content.transition(each, "publish")
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_cookie_negotiation", True)
    transaction.commit()
    return functional_portal


def in_rest(request_factory, place, language="sv"):
    session = request_factory()
    session.headers.update({"Accept-Language": language, "Cookie": f"I18N_LANGUAGE={language}"})
    return [
        (each["title"], each["url"])
        for each in session.get(f"{place}/@actions").json()["site_actions"]
        if each["id"].startswith("socialhub_")
    ]


@pytest.mark.parametrize(
    ("place", "hub"), [("", "hub"), ("sidan", "hub"), ("hub/kultur", "hub"), ("skolor", "skolor")]
)
def test_the_footer_leads_to_the_nearest_hub(two_hubs, request_factory, place, hub):
    found = in_rest(request_factory, place)
    urls = [f"{two_hubs.absolute_url()}/{hub}/{page}" for page in HUB_PAGES]
    assert found == list(zip(TITLES["sv"], urls, strict=True))


@pytest.mark.usefixtures("framed")
@pytest.mark.parametrize("language", TITLES)
def test_it_is_the_same_in_classic_ui_and_in_each_language(
    two_hubs, browse, request_factory, language
):
    session = browse()
    session.headers["Cookie"] = f"I18N_LANGUAGE={language}"
    page = session.get("sidan").text
    links = re.findall(
        r'action-item-socialhub_.*?href="([^"]+)".*?<span>([^<]+)</span>', page, re.S
    )
    found = in_rest(request_factory, "sidan", language)
    assert [title for title, _url in found] == TITLES[language]
    assert [(title, url) for url, title in links] == found


def test_who_sees_no_hub_is_led_to_none(two_hubs, request_factory):
    with api.env.adopt_user(SITE_OWNER_NAME):
        for hub in (two_hubs.hub, two_hubs.skolor):
            api.content.transition(hub, "retract")
    transaction.commit()
    assert in_rest(request_factory, "") == []


def test_the_accessibility_statement_is_linked_once(two_hubs, request_factory):
    def ids():
        answer = request_factory().get("@actions").json()
        return [each["id"] for each in answer["site_actions"] if "accessib" in each["id"]]

    assert ids() == ["accessibility"]
    # As plone.volto has it.
    two_hubs.portal_actions.site_actions.accessibility.visible = False
    transaction.commit()
    assert ids() == ["socialhub_accessibility"]
    del two_hubs.portal_actions.site_actions["accessibility"]
    transaction.commit()
    assert ids() == ["socialhub_accessibility"]


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
    assert len(ours(portal)) > 5
    with api.env.adopt_roles([role]):
        for name, each in anything.items():
            context = tool._getExprContext(each)
            shown = [
                action.getId()
                for action in ours(portal)
                if action.getInfoData()[0]["category"] == "object"
                and action.getInfoData()[0]["available"](context)
            ]
            assert (name, {*shown} - {"socialhub_workplace"}) == (name, set())


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
