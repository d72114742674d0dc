"""The places that the tests of ``setup`` share."""

import pytest
from helpers.integration.setup import _mapping, _uninstall
from plone import api
from plone.app.portlets.portlets import news
from plone.app.portlets.storage import PortletAssignmentMapping
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.portlets.constants import CONTENT_TYPE_CATEGORY, CONTEXT_CATEGORY
from plone.portlets.interfaces import (
    ILocalPortletAssignmentManager,
    IPortletAssignmentSettings,
    IPortletManager,
)
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.inbox.routing.groups import REGISTRARS
from katrineholm.socialhub.public.facebook import portlet as facebook
from katrineholm.socialhub.public.listings import portlet as feed

FACTS = {"title": "Torget", "profile_url": "https://www.facebook.com/torget"}


@pytest.fixture
def site(functional_portal, make_functional_channel, keep, person, once):
    """A site with content of every type, portlets in several places, and people with roles."""
    make_functional_channel("bloggen", title="Bloggen")
    editor, officer = (person(role)[0] for role in ("Editor", "Information Officer"))
    once("whole site", lambda: make_site(functional_portal, keep, editor, officer))
    return functional_portal


def make_site(portal, keep, editor, officer):
    keep(portal.hub.kultur.bloggen, title="Biblioteket öppnar")
    hub, column = portal.hub, getUtility(IPortletManager, name="plone.rightcolumn")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(hub.kultur, "FacebookPlace", "torget", **FACTS)
        api.content.create(hub, "CouncilParty", "parti", title="Framtid Kullersta")
        page = api.content.create(portal, "Document", "sida", title="En sida")
        api.content.create(portal, "Folder", "mapp")
        by_type = column[CONTENT_TYPE_CATEGORY]["Document"] = PortletAssignmentMapping()
        for mapping in (by_type, *(_mapping(each) for each in (portal, hub, page))):
            mapping["first"] = news.Assignment(count=3)
            mapping["flode"] = feed.Assignment(hub=hub.UID(), header="Just nu")
            mapping["last"] = news.Assignment(count=4)
            mapping["platser"] = facebook.Assignment(hub=hub.UID())
        IPortletAssignmentSettings(_mapping(page)["flode"])["visible"] = False
        getMultiAdapter((hub, column), ILocalPortletAssignmentManager).setBlacklistStatus(
            CONTEXT_CATEGORY, True
        )
        hub.kultur.manage_permission("Add portal content", ("Manager",), acquire=1)
        api.user.grant_roles(username=editor, roles=["Editor"], obj=hub.kultur)
        hub.kultur.reindexObjectSecurity()
        api.group.add_user(groupname=REGISTRARS, username=officer)
        api.user.grant_roles(username=officer, roles=["Archivist"])


@pytest.fixture
def left(site):
    """The same site after the add-on has been taken away."""
    _uninstall(site)
    return site


@pytest.fixture
def logins(site, person):
    """Who asks, by name."""
    return {
        "visitor": (),
        "editor": ("editor-site", "correct-horse-battery"),
        "manager": (SITE_OWNER_NAME, SITE_OWNER_PASSWORD),
    }
