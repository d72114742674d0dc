"""The places that the tests of ``setup`` share."""

from io import BytesIO

import pytest
import transaction
from helpers.integration.setup import _mapping, _uninstall, take_out
from officers import NOW, channel, people, receive  # noqa: F401
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
from settling import DIARY
from zope.component import getMultiAdapter, getUtility
from zope.component.hooks import getSite

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.archive.record.entry_masks import mask_entry
from katrineholm.socialhub.core.files.hub_archive import unpack_archive
from katrineholm.socialhub.core.timeline.originals import Original
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.authorities import REGISTRARS
from katrineholm.socialhub.inbox.steps.steps import take_step
from katrineholm.socialhub.public.facebook import portlet as facebook
from katrineholm.socialhub.public.listings import portlet as feed
from katrineholm.socialhub.refresh.seals import seal_hub
from katrineholm.socialhub.setup.hub_export import export_hub
from katrineholm.socialhub.setup.hub_import import HubImport
from katrineholm.socialhub.setup.transfer_content import with_descendants

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


@pytest.fixture
def full(channel, receive, keep, once):  # noqa: F811
    """The hub: posts with a picture, a version and a mask; messages with files and evidence."""
    hub = hub_of(channel)
    once("full", lambda: _fill(hub, channel, receive, keep))
    return hub


def _fill(hub, channel, receive, keep):  # noqa: F811
    timeline = timeline_of(hub)
    ids = [keep(channel, images=({"src": "https://x.se/a.png", "alt": "A"},)), keep(channel)]
    picture = (ids[0], "https://x.se/a.png", b"picture", 300, 200, "image/png", "image/jpeg")
    add_picture(timeline, *picture, Original(BytesIO(b"original"), 5, "image/jpg"))
    mask_entry(hub, ids[0], ["Inlägg"], [], "Namn")
    down = receive("Ni är dumma", permalink="https://blogg.example.se/1", files={"a.txt": b"fil"})
    registered = receive("Jag överklagar", sender={"name": "Eva Ek \x00\u202e"})
    with api.env.adopt_user("anna"):
        take_step(hub, down, "act", {"rules": ["K1"], "reason": "Ovårdat"}, now=NOW)
        take_step(hub, down, "unpublish", {}, now=NOW)
    with api.env.adopt_user("rut"):
        take_step(hub, registered, "register", {"diary_number": "A"} | DIARY, now=NOW)
    seal_hub(hub, NOW)
    keep(channel)  # not sealed yet


@pytest.fixture
def archived(full, tmp_path):
    """The hub's archive."""
    export_hub(full, tmp_path / "hub.tar")
    return tmp_path / "hub.tar"


@pytest.fixture
def folder(archived, tmp_path):
    """The archive, unpacked."""
    folder = tmp_path / "unpacked"
    folder.mkdir()
    unpack_archive(archived, folder)
    return folder


@pytest.fixture
def emptied(folder, full):
    """The site, when the hub has left it for the archive."""
    return leave_behind(full)


@pytest.fixture
def arrive(emptied, folder):
    """A function that lets the hub arrive: ``arrive(at="hub", some=3)``."""

    def arrive(at="hub", **options):
        told = HubImport(emptied, folder, **options).carry_out(at)
        transaction.begin()
        return told

    return arrive


def leave_behind(hub):
    """Take a hub out of its site without a word to anybody."""
    site = getSite()
    with api.env.adopt_user(SITE_OWNER_NAME):
        for each in with_descendants(hub):
            each.unindexObject()
        site._delObject(hub.getId(), suppress_events=True)
    transaction.commit()
    return site


@pytest.fixture
def uninstall(portal):
    """A function that takes the add-on out of the site, as its control panel does."""
    return lambda: take_out(portal)
