"""All comes back as it was."""

import pytest
import transaction
from Acquisition import aq_base
from plone import api
from plone.app.portlets.portlets import news
from plone.app.portlets.storage import PortletAssignmentMapping
from plone.app.testing import SITE_OWNER_NAME, applyProfile
from plone.base.utils import get_installer
from plone.portlets.constants import CONTENT_TYPE_CATEGORY, CONTEXT_CATEGORY
from plone.portlets.interfaces import (
    ILocalPortletAssignmentManager,
    IPortletAssignmentMapping,
    IPortletAssignmentSettings,
    IPortletManager,
)
from plone.registry.interfaces import IRegistry
from zope.annotation.interfaces import IAnnotations
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.accounts.lifecycle.mandate import OFFICE
from katrineholm.socialhub.inbox.routing.groups import REGISTRARS
from katrineholm.socialhub.public.facebook import portlet as facebook
from katrineholm.socialhub.public.listings import portlet as feed
from katrineholm.socialhub.setup.content import within

PACKAGE = "katrineholm.socialhub"
PLACES = ("hub", "hub/kultur", "hub/kultur/bloggen", "hub/kultur/torget", "hub/parti")
FACTS = {"title": "Torget", "profile_url": "https://www.facebook.com/torget"}


@pytest.fixture
def site(functional_portal, make_functional_channel, keep, person):
    """A site with content of every type, portlets in several places, and people with roles."""
    keep(make_functional_channel("bloggen", title="Bloggen"), title="Biblioteket öppnar")
    hub, column = functional_portal.hub, getUtility(IPortletManager, name="plone.rightcolumn")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(hub.kultur, "FacebookPlace", "torget", **FACTS)
        api.content.create(hub, "CouncilParty", "parti", title="Framtid Kullersta")
        page = api.content.create(functional_portal, "Document", "sida", title="En sida")
        api.content.create(functional_portal, "Folder", "mapp")
        by_type = column[CONTENT_TYPE_CATEGORY]["Document"] = PortletAssignmentMapping()
        for mapping in (by_type, *(_mapping(each) for each in (functional_portal, hub, page))):
            mapping["first"] = news.Assignment(count=3)
            mapping["flode"] = feed.Assignment(hub=hub.UID(), header="Just nu")
            mapping["last"] = news.Assignment(count=4)
            mapping["platser"] = facebook.Assignment(hub=hub.UID())
        IPortletAssignmentSettings(_mapping(page)["flode"])["visible"] = False
        getMultiAdapter((hub, column), ILocalPortletAssignmentManager).setBlacklistStatus(
            CONTEXT_CATEGORY, True
        )
        hub.kultur.manage_permission("Add portal content", ("Manager",), acquire=1)
        api.user.grant_roles(username=person("Editor")[0], roles=["Editor"], obj=hub.kultur)
        name = person("Information Officer")[0]
        hub.kultur.reindexObjectSecurity()
        api.group.add_user(groupname=REGISTRARS, username=name)
        api.user.grant_roles(username=name, roles=["Archivist"])
    transaction.commit()
    return functional_portal


def _mapping(place):
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    return getMultiAdapter((place, column), IPortletAssignmentMapping)


def _uninstall(site):
    transaction.begin()  # a page that shows a portlet has Plone write on it
    site._p_jar.cacheMinimize()  # as in a process that has just begun
    with api.env.adopt_user(SITE_OWNER_NAME):
        get_installer(site, site.REQUEST).uninstall_product(PACKAGE)
    transaction.commit()


def test_all_comes_back_as_it_was(site):
    before = _everything(site)
    assert len(before["content"]) == len(PLACES)
    assert len(before["portlets"]) == 4
    _uninstall(site)
    assert _everything(site) != before
    applyProfile(site, f"{PACKAGE}:default")
    transaction.commit()
    after = _everything(site)
    for subject in before:
        assert after[subject] == before[subject], subject
    assert [name for name in IAnnotations(site) if "put-away" in name] == []
    assert [
        each for each in within(site.hub) if f"{PACKAGE}.permissions" in IAnnotations(each)
    ] == []


def test_visitors_see_all_of_it_again(site, browse):
    pages = ("hub", "hub/kultur/bloggen", "sida", "sitemap", "@@search?SearchableText=Bloggen")
    before = {page: browse().get(page).text.count("/hub") for page in pages}
    _uninstall(site)
    applyProfile(site, f"{PACKAGE}:default")
    transaction.commit()
    transaction.commit()
    assert {page: browse().get(page).text.count("/hub") for page in pages} == before
    assert before["hub"]
    assert "Biblioteket öppnar" in browse().get("hub").text


def _everything(site):
    return {
        "content": {each.getId(): _told(each) for each in within(site.hub)},
        "catalogue": _catalogued("/plone/hub"),
        "portlets": _portlets(site),
        "roles": _roles(),
        "records": len([*getUtility(IRegistry).records]),
    }


def _told(each):
    each._p_activate()
    workflows = api.portal.get_tool("portal_workflow")
    return {
        "state": workflows.getInfoFor(each, "review_state", None),
        "history": {key: list(lines) for key, lines in each.workflow_history.items()},
        "local roles": each.get_local_roles(),
        "permissions": {
            name: value
            for name, value in vars(aq_base(each)).items()
            if name.endswith("_Permission")
        },
    }


def _catalogued(path):
    catalog = api.portal.get_tool("portal_catalog")
    found = {}
    for brain in catalog.unrestrictedSearchResults(path=path, sort_on="path"):
        rid = brain.getRID()
        told = {**catalog.getMetadataForRID(rid), "data_record_id_": 0}
        indexed = {f"index {key}": value for key, value in catalog.getIndexDataForRID(rid).items()}
        for key, value in {**told, **indexed}.items():
            is_set = isinstance(value, list)
            found[brain.getPath(), key] = sorted(value, key=str) if is_set else value
    return found


def _portlets(site):
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    places = [site, site.hub, site.sida]
    found = {each.getId(): _mapping(each) for each in places}
    found["Document"] = column[CONTENT_TYPE_CATEGORY]["Document"]
    return {
        name: [_placed(key, each) for key, each in kept.items()] for name, kept in found.items()
    }


def _placed(name, each):
    aq_base(each)._p_activate()
    settings = {
        key: value for key, value in vars(aq_base(each)).items() if not key.startswith("__")
    }
    visible = IPortletAssignmentSettings(each).get("visible", True)
    return name, type(aq_base(each)).__module__, settings, visible


def _roles():
    roles = api.portal.get_tool("acl_users").portal_role_manager
    known = {*roles.listRoleIds()} & {"Information Officer", "Registrar", "Archivist"}
    held = {role: sorted(roles.listAssignedPrincipals(role)) for role in known}
    members = {name: api.group.get(name).getGroupMemberIds() for name in (OFFICE, REGISTRARS)}
    return held, members
