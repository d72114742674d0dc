"""The add-on comes into a classic site, and goes again without a trace but its content."""

import pytest
import transaction
from helpers.integration.setup import take_out
from plone import api
from plone.app.portlets.storage import PortletAssignmentMapping
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD, applyProfile
from plone.base.utils import get_installer
from plone.browserlayer.utils import registered_layers
from plone.portlets.constants import CONTENT_TYPE_CATEGORY
from plone.portlets.interfaces import (
    IPortletAssignmentMapping,
    IPortletManager,
    IPortletType,
)
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.public.facebook import portlet as facebook
from katrineholm.socialhub.public.listings import portlet as feed
from katrineholm.socialhub.public.partyblogs import portlet as parties
from katrineholm.socialhub.public.register import portlet as channels

PACKAGE = "katrineholm.socialhub"
PORTLETS = {"feed": feed, "channels": channels, "facebook": facebook, "parties": parties}
COMMON = {
    "filter_content_types": True,
    "allow_discussion": False,
    "default_view": "view",
    "immediate_view": "view",
    "view_methods": ("view",),
    "behaviors": (
        "plone.dublincore",
        "plone.namefromtitle",
        "plone.shortname",
        *("plone.excludefromnavigation", "plone.locking", "katrineholm.socialhub.otherwise"),
        "katrineholm.socialhub.fresh",
    ),
}
TYPES = {
    "SocialHub": {
        "title": "Social hub",
        "klass": "plone.dexterity.content.Container",
        "schema": "katrineholm.socialhub.accounts.channels.interfaces.ISocialHub",
        "global_allow": True,
        "allowed_content_types": ("Administration", "CouncilParty"),
        "add_permission": "katrineholm.socialhub.addSocialHub",
    },
    "Administration": {
        "title": "Administration",
        "klass": "plone.dexterity.content.Container",
        "schema": "katrineholm.socialhub.accounts.channels.interfaces.IAdministration",
        "global_allow": False,
        "allowed_content_types": ("Channel", "FacebookPlace"),
        "add_permission": "katrineholm.socialhub.addAdministration",
    },
    "Channel": {
        "title": "Channel",
        "klass": "plone.dexterity.content.Item",
        "schema": "katrineholm.socialhub.accounts.channels.interfaces.IChannel",
        "global_allow": False,
        "allowed_content_types": (),
        "add_permission": "katrineholm.socialhub.addChannel",
        # No publication dates: with them an editor could hide an official channel.
        "behaviors": (
            *("plone.basic", "plone.namefromtitle", "plone.shortname"),
            *("plone.excludefromnavigation", "plone.locking", "katrineholm.socialhub.otherwise"),
            "katrineholm.socialhub.fresh",
        ),
    },
}
TYPES["FacebookPlace"] = TYPES["Channel"] | {
    "title": "Facebook place",
    "schema": "katrineholm.socialhub.public.facebook.interfaces.IFacebookPlace",
}
TYPES["CouncilParty"] = TYPES["Channel"] | {
    "title": "Party",
    "schema": "katrineholm.socialhub.public.partyblogs.interfaces.ICouncilParty",
    "add_permission": "katrineholm.socialhub.addCouncilParty",
    "behaviors": (
        "plone.namefromtitle",
        "plone.shortname",
        *("plone.excludefromnavigation", "plone.locking", "katrineholm.socialhub.fresh"),
    ),
}
OFFICE = ("Manager", "Site Administrator", "Information Officer")
MAY = {
    "katrineholm.socialhub: Add social hub": {"Manager", "Site Administrator"},
    "katrineholm.socialhub: Add administration": {*OFFICE},
    "katrineholm.socialhub: Add channel": {*OFFICE, "Owner", "Contributor"},
    "katrineholm.socialhub: Add council party": {*OFFICE},
    "katrineholm.socialhub: Refresh channel": {*OFFICE, "Owner", "Editor", "Reviewer"},
    "katrineholm.socialhub: Hide entry": {*OFFICE, "Owner", "Editor", "Reviewer"},
    "katrineholm.socialhub: Mask entry": {*OFFICE},
    "katrineholm.socialhub: Hold record": {*OFFICE, "Registrar", "Archivist"},
    "katrineholm.socialhub: Manage retention": {"Manager", "Site Administrator", "Archivist"},
    "katrineholm.socialhub: Write entry": {*OFFICE, "Owner", "Editor"},
    "katrineholm.socialhub: Import download": {*OFFICE, "Owner", "Editor", "Archivist"},
    "katrineholm.socialhub: Report channel": {*OFFICE, "Editor"},
    "katrineholm.socialhub: Decide on channel": {*OFFICE},
    "katrineholm.socialhub: Change account": {*OFFICE, "Contributor", "Editor"},
    "katrineholm.socialhub: Confirm channel": {*OFFICE, "Editor"},
    "katrineholm.socialhub: View duties": {*OFFICE, "Contributor", "Editor"},
    "katrineholm.socialhub: Manage register": {*OFFICE},
    "katrineholm.socialhub: Manage settings": {*OFFICE},
    "katrineholm.socialhub: Keep archive": {"Manager", "Site Administrator", "Archivist"},
}


@pytest.mark.parametrize("name", TYPES)
def test_a_type_has_the_settings_of_the_table(portal, name):
    fti = portal.portal_types[name]
    wanted = COMMON | TYPES[name]
    assert {setting: getattr(fti, setting) for setting in wanted} == wanted


@pytest.mark.parametrize("name", TYPES)
def test_a_type_has_actions_to_view_and_edit(portal, name):
    actions = [
        (action.id, action.getActionExpression(), *action.permissions)
        for action in portal.portal_types[name].listActions()
    ]
    assert actions == [
        ("view", "string:${object_url}", "View"),
        ("edit", "string:${object_url}/edit", "Modify portal content"),
    ]


@pytest.mark.parametrize("permission", MAY)
def test_a_permission_is_given_to_the_roles_of_the_table(portal, permission):
    roles = {role["name"] for role in portal.rolesOfPermission(permission) if role["selected"]}
    assert roles == MAY[permission]


def test_layer_bundle_and_portlet_are_registered(portal):
    bundle = "plone.bundles/katrineholm-socialhub."
    portlet = getUtility(IPortletType, name="katrineholm.socialhub.portlet.feed")
    assert ISocialHubLayer in registered_layers()
    assert api.portal.get_registry_record(bundle + "csscompilation") == (
        "++plone++katrineholm.socialhub/socialhub.css"
    )
    assert api.portal.get_registry_record(bundle + "enabled") is True
    assert portlet.title == "Social media feed"


def test_installing_switches_rest_on(portal):
    assert get_installer(portal).is_product_installed("plone.restapi")


def test_placed_portlets_go_when_the_add_on_goes(portal, hub, uninstall):
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    here = [getMultiAdapter((place, column), IPortletAssignmentMapping) for place in (portal, hub)]
    by_type = column[CONTENT_TYPE_CATEGORY]["Document"] = PortletAssignmentMapping()
    for mapping in (*here, by_type):
        for name, room in PORTLETS.items():
            mapping[name] = room.Assignment()
    others = [set(mapping) - set(PORTLETS) for mapping in (*here, by_type)]
    uninstall()
    assert [set(mapping) for mapping in (*here, by_type)] == others


@pytest.mark.parametrize("page", ["", "sitemap", "@@search?SearchableText=Bloggen"])
def test_the_site_works_with_the_content_that_stays(
    functional_portal, make_functional_channel, browse, page
):
    make_functional_channel("bloggen", title="Bloggen")
    take_out(functional_portal, commit=True)
    assert browse().get(page).status_code == 200
    assert browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD).get("folder_contents").status_code == 200


def test_installed_again_the_site_shows_its_entries_again(
    functional_portal, make_functional_channel, browse, keep
):
    channel = make_functional_channel("bloggen", title="Bloggen")
    keep(channel, title="Biblioteket öppnar")
    take_out(functional_portal, commit=True)
    applyProfile(functional_portal, f"{PACKAGE}:default")
    transaction.commit()
    transaction.commit()
    assert "Biblioteket öppnar" in browse().get("hub").text
