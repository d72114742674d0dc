"""Nothing that is put away is shown to others."""

import pytest
import transaction
from plone import api
from plone.app.portlets.portlets import news
from plone.app.portlets.storage import PortletAssignmentMapping
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.base.utils import get_installer
from plone.portlets.constants import CONTENT_TYPE_CATEGORY, CONTEXT_CATEGORY
from plone.portlets.interfaces import (
    ILocalPortletAssignmentManager,
    IPortletAssignmentMapping,
    IPortletAssignmentSettings,
    IPortletManager,
)
from zope.component import getGlobalSiteManager, getMultiAdapter, getUtility

from katrineholm.socialhub.inbox.routing.groups import REGISTRARS
from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.public.facebook import portlet as facebook
from katrineholm.socialhub.public.listings import portlet as feed

PACKAGE = "katrineholm.socialhub"
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


@pytest.mark.parametrize("who", ["visitor", "manager"])
def test_no_page_of_the_add_ons_own_answers(left, browse, logins, who):
    pages, session = _our_pages(), browse(*logins[who])
    found = {page: session.get(f"hub/{page}", allow_redirects=False).status_code for page in pages}
    assert len(pages) > 50
    broken = {page for page, status in found.items() if status >= 500}
    # Plone has a page of the name of one of ours, which breaks on a folder, too.
    assert broken == {page for page in broken if session.get(f"mapp/{page}").status_code >= 500}


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
