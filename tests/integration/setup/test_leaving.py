"""The add-on goes: what stays is out of sight and breaks no page. It returns: all is as it was."""

import re

import pytest
import transaction
from Acquisition import aq_base
from plone import api
from plone.app.portlets.portlets import news
from plone.app.portlets.storage import PortletAssignmentMapping
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD, applyProfile
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
from zope.component import getGlobalSiteManager, getMultiAdapter, getUtility

from katrineholm.socialhub.accounts.lifecycle.mandate import OFFICE
from katrineholm.socialhub.inbox.routing.groups import REGISTRARS
from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.public.facebook import portlet as facebook
from katrineholm.socialhub.public.listings import portlet as feed
from katrineholm.socialhub.setup import away
from katrineholm.socialhub.setup.content import TYPES, within

PACKAGE = "katrineholm.socialhub"
PLACES = ("hub", "hub/kultur", "hub/kultur/bloggen", "hub/kultur/torget", "hub/parti")
PAGES = (
    *("", "view", "@@view", "edit", "sharing", "sitemap", "@@socialhub-put-away", "title"),
    *("folder_contents", "delete_confirmation", "@@manage-portlets", "object_rename"),
    *("content_status_history", "@@historyview", "@@search", "RSS"),
)
# What Plone itself offers a manager for any content.
OFFERED = ("", "view", "delete_confirmation", "@@manage-portlets", "object_rename", "sharing")
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


def _our_pages():
    """Every page and service that the add-on registers for its own layer."""
    every = getGlobalSiteManager().registeredAdapters()
    pages = {each.name for each in every if each.required[1:2] == (ISocialHubLayer,)}
    return sorted(name.split("_application_json_")[-1] for name in pages if name)


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


@pytest.mark.parametrize("who", ["visitor", "manager"])
def test_no_page_of_the_add_ons_own_answers(left, browse, logins, who):
    pages, session = _our_pages(), browse(*logins[who])
    found = {page: session.get(f"hub/{page}", allow_redirects=False).status_code for page in pages}
    assert len(pages) > 50
    broken = {page for page, status in found.items() if status >= 500}
    # Plone has a page of the name of one of ours, which breaks on a folder, too.
    assert broken == {page for page in broken if session.get(f"mapp/{page}").status_code >= 500}


@pytest.mark.parametrize("place", PLACES)
def test_a_manager_reads_what_it_is_and_how_to_get_it_back(left, browse, logins, place):
    page = browse(*logins["manager"]).get(place).text
    assert "undanlagt" in page
    assert "prefs_install_products_form" in page
    assert "Kanaler: 1" in re.sub(r"\s+", " ", page)


def test_what_is_left_is_in_no_list(left, browse, logins, rest_of):
    catalog = api.portal.get_tool("portal_catalog")
    assert list(catalog.unrestrictedSearchResults(path="/plone/hub")) == []
    for who, login in logins.items():
        session = browse(*login)
        for page in ("", "sitemap", "@@search?SearchableText=Bloggen", "folder_contents"):
            answer = session.get(page)
            assert answer.status_code == 200, (who, page)
            assert "/plone/hub" not in answer.text, (who, page)
        found = rest_of(login)
        assert [each for each in found if "/hub" in each] == []


@pytest.fixture
def rest_of(request_factory):
    """A function that gives the addresses of all that REST lists of a site."""

    def rest_of(login):
        session = request_factory(basic_auth=login or None)
        found = session.get("@search", params={"b_size": 1000}).json()["items"]
        found += session.get("@navigation?expand.navigation.depth=4").json()["items"]
        return [each["@id"] for each in found]

    return rest_of


def test_the_stand_ins_can_be_added_by_nobody_and_have_no_workflow(left):
    workflows = api.portal.get_tool("portal_workflow")
    assert {name: workflows.getChainForPortalType(name) for name in TYPES} == dict.fromkeys(
        TYPES, ()
    )
    with api.env.adopt_user(SITE_OWNER_NAME):
        assert not set(TYPES) & {fti.getId() for fti in left.allowedContentTypes()}


def test_a_manager_may_delete_what_is_left(left, browse, logins):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(left.hub, check_linkintegrity=False)
    transaction.commit()
    applyProfile(left, f"{PACKAGE}:default")
    assert "hub" not in left
    assert away.note() == {}


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
