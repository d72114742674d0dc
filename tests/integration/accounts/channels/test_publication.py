"""Within a hub only content, views, services, pictures and files answer by address.

Every attribute of every content type, what it keeps and the methods of that, and all that it
acquires from the site is asked for by its address.
"""

from collections.abc import Iterable

import pytest
from Acquisition import aq_base
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.dexterity.utils import iterSchemata
from plone.resource.interfaces import IResourceDirectory
from plone.rest.interfaces import IService
from Products.Five import BrowserView
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from publishing import REFUSED, answer, walked
from registered import pages
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility

from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put

OWNER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
TYPES = {
    "SocialHub": "/plone/hub",
    "Administration": "/plone/hub/kultur",
    "Channel": "/plone/hub/kultur/bloggen",
    "FacebookPlace": "/plone/hub/kultur/plats",
    "CouncilParty": "/plone/hub/partiet",
}
CHANNEL = TYPES["Channel"]
HISTORY = "workflow_history/get"
VIRTUAL = "/VirtualHostBase/https/www.example.se:443"
CALL = b"<methodCall><methodName>%s</methodName><params/></methodCall>"
# Other addresses of what must not answer.
DOORS = {
    "as it is": f"{CHANNEL}/{HISTORY}",
    "by a virtual host": f"{VIRTUAL}/plone/VirtualHostRoot/hub/kultur/bloggen/{HISTORY}",
    "by a virtual host's folder": f"{VIRTUAL}/plone/VirtualHostRoot/_vh_s/hub/kultur/{HISTORY}",
    "by a virtual host within": f"{CHANNEL}/virtual_hosting/http/a.se:80/{HISTORY}",
    "over REST": f"/plone/++api++/hub/kultur/bloggen/{HISTORY}",
    "over REST within": f"/plone/hub/kultur/++api++/bloggen/{HISTORY}",
    "with double slashes": f"/plone//hub//kultur/.//bloggen//{HISTORY}",
    "there and back": f"{CHANNEL}/@@about/../{HISTORY}",
    "from a page": f"{CHANNEL}/@@about/context/{HISTORY}",
    "from a page's method": f"{CHANNEL}/@@about/__call__",
    "from a page's place": f"{CHANNEL}/@@about/context",
    "from a page's parent": f"{CHANNEL}/@@plone_context_state/parent/{HISTORY}",
    "acquired below a page": f"/plone/sida/hub/kultur/bloggen/{HISTORY}",
    "the hub, acquired": f"{CHANNEL}/hub/{HISTORY}",
    "a page, acquired": f"{CHANNEL}/sida",
    "another channel's place, acquired": f"{CHANNEL}/kultur",
    "the site, acquired": f"{CHANNEL}/plone",
    "a tool": f"{CHANNEL}/portal_workflow/getInfoFor",
    "users": f"{CHANNEL}/acl_users/getUserNames",
    "the portlets of a place": "/plone/hub/++contextportlets++plone.rightcolumn/keys",
    "a resource folder's method": "/plone/hub/++resource++plone.app.theming/keys",
    "a theme's folder": "/plone/hub/++theme++barceloneta",
    "a theme's folder's method": "/plone/hub/++theme++barceloneta/listDirectory",
    "a theme's file's method": "/plone/hub/++theme++barceloneta/preview.png/getContentType",
    "a stored theme's folder's method": "/plone/hub/++theme++ours/exportZip",
    "a stored theme's file's method": "/plone/hub/++theme++ours/ours.css/get_size",
}
# What the pages of a hub with a host name of its own are dressed with.
FILES = (
    "++plone++static/plone-toolbarlogo.svg",
    "++plone++katrineholm.socialhub/socialhub.css",
    "++theme++barceloneta/css/barceloneta.min.css",
    "++theme++ours/ours.css",
    "++theme++ours/css/more.css",
    "++plone++katrineholm.socialhub/++unique++2026/icons.svg",
)
WRITING = ("PUT", "DELETE", "PROPFIND", "PROPPATCH", "MKCOL", "LOCK", "OPTIONS", "TRACE")


@pytest.fixture
def places(functional_portal, make_functional_channel, once):
    """One of each content type, by its address."""
    make_functional_channel("bloggen", title="Bloggen")
    once("guarded", lambda: make_places(functional_portal))
    return {path: functional_portal.unrestrictedTraverse(path) for path in TYPES.values()}


def make_places(portal):
    make, address = api.content.create, "https://www.facebook.com/plats"
    with api.env.adopt_user(SITE_OWNER_NAME):
        put(make(portal.hub.kultur, "FacebookPlace", "plats", profile_url=address), "official")
        make(portal.hub, "CouncilParty", "partiet", abbreviation="P")
        api.content.transition(make(portal, "Document", "sida"), "publish")
        _store_theme()
    # Without it no address of a virtual host leads anywhere.
    manage_addVirtualHostMonster(portal.getPhysicalRoot(), "virtual_hosting")


@pytest.mark.parametrize("portal_type", TYPES)
@pytest.mark.parametrize(("role", "method"), [(None, "GET"), ("Editor", "GET"), ("Editor", "POST")])
def test_nothing_answers_that_is_no_page_of_its_own(
    places, functional_administration, person, portal_type, role, method
):
    """A member may do more than anybody, and less than an editor."""
    path, login = TYPES[portal_type], role and person(role, at=functional_administration)
    place = places[path]
    tried = sorted({*_own(place), *_kept(place), *_acquired(place)})
    assert len(tried) > 700
    before = _written(places)
    answering = [name for name in tried if _answers(place, f"{path}/{name}", method, login)]
    assert answering == []
    assert _written(places) == before


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("login", [None, OWNER], ids=["anonymous", "Manager"])
def test_no_method_of_a_history_is_called(places, login, method):
    before = _written(places)
    answers = {
        path: answer(path, method, login).status
        for root, place in places.items()
        for name in _kept(place)
        if "history" in name and (path := f"{root}/{name}")
    }
    assert len(answers) > 150
    assert {path: status for path, status in answers.items() if status != 404} == {}
    assert _written(places) == before


@pytest.mark.parametrize("door", DOORS)
def test_no_other_way_leads_there(places, door):
    before = _written(places)
    query = {"QUERY_STRING": "key=socialhub_channel_workflow"}
    found = {
        (method, bool(login)): answer(DOORS[door], method, login, **query).status
        for method in ("GET", "POST", "HEAD")
        for login in (None, OWNER)
    }
    assert set(found.values()) == {404}
    assert _written(places) == before


def test_what_is_resolved_leads_to_where_nothing_is(places):
    found = answer(f"/plone/resolveuid/{places[CHANNEL].UID()}/{HISTORY}")
    assert found.headers["location"].endswith(f"{CHANNEL}/{HISTORY}")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("file", FILES)
def test_the_sites_files_answer_below_a_hub(places, file, method):
    host = "/VirtualHostBase/https/sociala.example.se:443/plone/hub/VirtualHostRoot"
    found = {path: answer(f"{path}/{file}", method).status for path in ("/plone", host, CHANNEL)}
    assert found == dict.fromkeys(found, 200)


@pytest.mark.parametrize("path", TYPES.values())
def test_no_place_is_written_as_a_file_is(places, path):
    before = _written(places)
    found = {method: answer(path, method, OWNER).status for method in WRITING}
    assert found == dict.fromkeys(WRITING, 404)
    assert {answer(path, method).status for method in WRITING} <= {401, 404}
    assert _written(places) == before


@pytest.mark.parametrize("path", TYPES.values())
def test_no_call_from_afar_reaches_a_method(places, path):
    before = _written(places)
    for name in (b"workflow_history.clear", b"Title", b"manage_delObjects"):
        called = {"body": CALL % name, "CONTENT_TYPE": "text/xml"}
        assert answer(path, "POST", OWNER, **called).status == 404
    assert _written(places) == before


@pytest.mark.parametrize("path", TYPES.values())
def test_every_page_that_is_registered_is_let_through(places, path):
    place = places[path]
    reached = {name for name in pages(place) if _is_reached(place, f"{path}/@@{name}", False)}
    lost = {name for name in reached if not _is_reached(place, f"{path}/@@{name}", True)}
    assert lost == set()
    assert len(reached) > 40


def _store_theme():
    stored = getUtility(IResourceDirectory, name="persistent")
    for path in ("ours/ours.css", "ours/css/more.css"):
        stored.writeFile(f"theme/{path}", "p {}")


def _is_reached(place, path, guarded):
    try:
        walked(place.getPhysicalRoot(), path, login=OWNER, guarded=guarded)
    except REFUSED:
        return False
    return True


def _answers(place, path, method, login):
    try:
        found = walked(place.getPhysicalRoot(), path, method, login)
    except REFUSED:
        return False
    return not isinstance(found, BrowserView) and not IService.providedBy(found)


def _own(place):
    """Every name of an object: what its class has, its fields, and what is stored in it."""
    fields = (name for schema in iterSchemata(place) for name in schema)
    return {*dir(aq_base(place)), *fields, *map(str, IAnnotations(place))}


def _kept(place):
    """Every name of what an object keeps: keys, and methods of mappings and lists."""
    stored = vars(aq_base(place))
    for name, value in stored.items():
        if isinstance(value, Iterable) and not isinstance(value, str | bytes):
            yield from (f"{name}/{each}" for each in {*dir(value), *map(str, value)})


def _acquired(place):
    """The tools, contents and scripts of the site."""
    portal = api.portal.get()
    scripts = (each for skin in portal.portal_skins.objectValues() for each in skin.objectIds())
    return {*portal.objectIds(), *scripts, *place.getPhysicalRoot().objectIds()}


def _written(places):
    """What every write to the database changes, and what is about to be written."""
    connection = next(iter(places.values()))._p_jar
    return connection.db().lastTransaction(), connection._registered_objects
