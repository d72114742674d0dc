"""The site tests' layers, and the places that they share."""

import os
import re
import sys

from katrineholm.socialhub.core.timeline.documents import store_document

os.environ["zope_i18n_compile_mo_files"] = "1"  # noqa: SIM112 (Zope spells it so)

from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain, count
from types import SimpleNamespace

import pytest
import transaction
from cryptography.fernet import Fernet
from plone import api
from plone.app.layout.globals.layout import LayoutPolicy
from plone.app.testing import SITE_OWNER_NAME
from plone.app.theming.policy import ThemingPolicy
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.browser.main_template import MainTemplate
from pytest_plone import fixtures_factory
from webresource.resources import Resource
from zope.component import getUtility, queryUtility
from zope.i18n import interpolate
from zope.i18n.interfaces import ITranslationDomain
from zope.interface import alsoProvides
from zope.ramcache.interfaces.ram import IRAMCache

from katrineholm.socialhub.accounts.channels import limits, office_group
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.core.feeds.model import Entry
from katrineholm.socialhub.core.sources import vault
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.refresh.lease import Lease
from katrineholm.socialhub.refresh.worker import Worker
from katrineholm.socialhub.site.pages.cache import LruCache
from katrineholm.socialhub.site.pages.parser_calls import run_here
from katrineholm.socialhub.testing import FUNCTIONAL_TESTING, INTEGRATION_TESTING

TOKEN = re.compile(r'data-token="(\w+)"|name="_authenticator" value="(\w+)"')
PASSWORD = "correct-horse-battery"
FOLDERS = count(1)
GIVEN = {}  # what was given back by what was made once
HASHES = {}  # of files that pages lead to
SHELVES = {}  # what each module that has been imported keeps in memory
NOON = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)

globals().update(
    fixtures_factory(((INTEGRATION_TESTING, "integration"), (FUNCTIONAL_TESTING, "functional")))
)


def hash_of(resource, hashed=Resource.file_hash.fget):
    """A script's or stylesheet's; those of views (``@@``) differ from site to site."""
    name = resource.file_name
    if name not in HASHES or not name.startswith("++"):
        HASHES[name] = hashed(resource)
    return HASHES[name]


# Each page that leads to a file reads it and hashes it anew.
Resource.file_hash = property(hash_of, Resource.file_hash.fset)


@pytest.fixture(autouse=True)
def forget():
    """What one test's site has kept in memory is not shown to the next test's."""
    yield
    if cache := queryUtility(IRAMCache):
        cache.invalidateAll()
    if len(SHELVES) != len(sys.modules):  # a test has imported more
        for name in sys.modules.keys() - SHELVES.keys():
            SHELVES[name] = shelves_of(name) if name.startswith("katrineholm.socialhub.") else ()
    for each in chain.from_iterable(filter(None, SHELVES.values())):
        each._kept.clear()


def shelves_of(name):
    return [each for each in vars(sys.modules[name]).values() if isinstance(each, LruCache)]


@pytest.fixture(autouse=True)
def index_folder(tmp_path_factory, monkeypatch):
    """Where the index of entries lies: a folder of this test's own, which few of them make."""
    folder = tmp_path_factory.getbasetemp() / f"index-{next(FOLDERS)}"
    monkeypatch.setenv("SOCIALHUB_INDEX", str(folder))
    return folder


@pytest.fixture
def hub(portal):
    """A published hub, ``/hub``; the request is one to a site with the add-on."""
    alsoProvides(portal.REQUEST, ISocialHubLayer)
    return published(portal, "SocialHub", "hub", title="Sociala medier")


@pytest.fixture
def administration(hub):
    """A published administration, ``/hub/kultur``."""
    return make_administration(hub)


@pytest.fixture
def make_channel(administration):
    """A function that makes another channel: ``make_channel(feed_url=…, state="draft")``.

    It is official where nothing else is said.
    """
    make = channel_maker(administration)

    def indexed(*given, **fields):
        made = make(*given, **fields)
        processQueue()  # as at the end of a transaction
        return made

    return indexed


@pytest.fixture
def channel(make_channel):
    """An official channel, ``/hub/kultur/bloggen``, of https://bloggen.example.se/."""
    return make_channel("bloggen", title="Bloggen")


@pytest.fixture
def once(functional_portal):
    """A function that has something made and commits, for this test and all that come after it.

    ``once("people", make)`` gives what ``make`` gave, plain values, no objects. It is made anew
    only where a test has written something else before.
    """
    connection = functional_portal._p_jar
    storage = connection.db().storage

    def once(name, make):
        is_plain = storage.is_named and not connection._registered_objects
        names = (*storage.names, name)
        if is_plain and storage.go_to(names):
            transaction.begin()  # to see it
            return GIVEN[names]
        given = make()
        transaction.commit()
        if is_plain:
            storage.keep(names)
            GIVEN[names] = given
        return given

    return once


@pytest.fixture
def functional_administration(functional_portal, once):
    """The same hub and administration, committed: seen by a request to the real web server."""

    def make():
        make_administration(
            published(functional_portal, "SocialHub", "hub", title="Sociala medier")
        )

    once("administration", make)
    return functional_portal["hub"]["kultur"]


@pytest.fixture
def make_functional_channel(functional_administration, once):
    """``make_channel`` for the real web server: commits."""
    return channel_maker(functional_administration, once)


@pytest.fixture
def unthemed(monkeypatch):
    """Pages are as Plone gives them to the theme, which only leaves out and puts in order."""
    monkeypatch.setattr(ThemingPolicy, "isThemeEnabled", lambda *_given: False)


@pytest.fixture
def vault_key(monkeypatch):
    """The operator has set a key, with which secrets are kept."""
    monkeypatch.setenv("SOCIALHUB_KEYS", Fernet.generate_key().decode())
    vault.default_vault.cache_clear()
    yield
    vault.default_vault.cache_clear()


@pytest.fixture
def framed():
    """Pages have the site around them, as everybody gets them: for what stands there."""


@pytest.fixture(autouse=True)
def bare_pages(request):
    """Pages are the add-on's own part alone, as with ``ajax_load=1``: the rest is most of the work.

    The whole page, and what a browser makes of it, is seen in ``tests/browser``.
    """
    if "framed" not in request.fixturenames:
        request.getfixturevalue("unthemed")
        monkeypatch = request.getfixturevalue("monkeypatch")
        monkeypatch.setattr(MainTemplate, "use_ajax", True)
        # Else every portlet is asked for the name of the body's class alone.
        monkeypatch.setattr(LayoutPolicy, "have_portlets", lambda *_given: False)


@pytest.fixture
def browse(request_factory):
    """A function that opens a browser's session: ``browse()``, ``browse(name, password)``.

    Addresses are relative to the site.
    """

    def browse(*login):
        session = request_factory(basic_auth=login or None, api=False)
        session.headers["Accept"] = "text/html,*/*"
        return session

    return browse


@pytest.fixture
def submit(browse):
    """A function that sends a form of the site's as a user: ``submit(login, url, data)``.

    Without ``token`` it is another site's form.
    """

    def submit(login, url, data, token=True, files=None):
        session = browse(*login)
        if token:
            found = TOKEN.search(session.get("hub").text)
            data = data | {"_authenticator": found[1] or found[2]}
        return session.post(url, data=data, files=files, allow_redirects=False)

    return submit


@pytest.fixture
def person(once):
    """A function that makes a user: ``person("Editor")``, ``person("Editor", at=administration)``.

    It gives the name and the password. The role holds for the whole site, or for a place in it;
    an Information Officer is a member of the office's group.
    """

    def person(role, at=None):
        name = f"{role.lower().replace(' ', '-')}-{at.getId() if at else 'site'}"
        once(name, lambda: make_person(name, role, at))
        return name, PASSWORD

    return person


class Clock:
    now = 1_790_000_000

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    """A clock that stands still until a test moves its ``now``."""
    return Clock()


@pytest.fixture
def make_worker(functional_portal, clock):
    """A function that makes a worker in this process, as after a restart."""

    def make(name="worker"):
        parsers = SimpleNamespace(run=run_here)
        return Worker(
            functional_portal,
            lease=Lease(functional_portal._p_jar.db(), name, machine=name, stays=False),
            clock=clock,
            parsers=parsers,
        )

    return make


@pytest.fixture
def worker(make_worker):
    """The active worker."""
    worker = make_worker()
    worker.take_lease()
    return worker


@pytest.fixture
def no_haste(monkeypatch):
    """One host may be asked again at once."""
    monkeypatch.setenv("SOCIALHUB_HOST_SPACING", "0")


@pytest.fixture
def fill_storage(functional_portal):
    """A function that fills the site's storage, or empties it: ``fill_storage(False)``."""

    def fill(is_full=True):
        measured = limits.StorageSize(limits.MEGABYTE * is_full, Clock.now)
        limits.set_site_limits(functional_portal, {limits.STORAGE: limits.MEGABYTE})
        limits.store_storage_size(functional_portal, measured, {})
        transaction.commit()

    return fill


@pytest.fixture
def keep():
    """A function that stores an entry of a channel: ``keep(channel, title="T")`` gives its id.

    With ``hold`` it waits until somebody releases it.
    """

    def keep(channel, now=NOON, hold=False, **fields):
        timeline = timeline_of(hub_of(channel))
        # What was made once keeps its own numbers.
        number = 1 + sum(len(box["entries"]) for box in timeline.root["channels"].values())
        link = f"https://blogg.example.se/{number}"
        values = {"keys": (link,), "link": link, "title": f"Inlägg {number}", "published": NOON}
        entry = asdict(Entry(**values | fields))
        for name in ("published", "updated"):
            entry[name] = int(entry[name].timestamp()) if entry[name] else None
        moment = int(now.timestamp())
        changes = store_document(timeline, channel.UID(), [entry], now=moment, hold=hold)
        return changes.new[0]

    return keep


@pytest.fixture
def reword(monkeypatch):
    """A function that words a message otherwise in each language, as its one definition would."""

    def reword(message, words):
        domain = getUtility(ITranslationDomain, "katrineholm.socialhub")
        translate = domain.translate

        def translated(msgid, mapping=None, *rest, **more):
            if msgid != message:
                return translate(msgid, mapping, *rest, **more)
            return interpolate(words, getattr(msgid, "mapping", None) or mapping)

        monkeypatch.setattr(domain, "translate", translated)

    return reword


def make_person(name, role, at):
    with api.env.adopt_user(SITE_OWNER_NAME):
        roles = ["Member"] if at or role == office_group.ROLE else ["Member", role]
        api.user.create(f"{name}@example.se", name, PASSWORD, roles=roles)
        if role == office_group.ROLE:
            api.group.add_user(groupname=office_group.OFFICE, username=name)
        if at:
            api.user.grant_roles(username=name, roles=[role], obj=at)
            at.reindexObjectSecurity()


def make_administration(hub):
    facts = {"title": "Kulturförvaltningen", "email": "kultur@example.se", "phone": "0150-570 00"}
    return published(hub, "Administration", "kultur", **facts)


def channel_maker(administration, once=lambda _name, make: make()):
    numbers = count(1)

    def make(id="", state="official", **fields):
        id = id or f"kanal-{next(numbers)}"
        profile_url = f"https://{id}.example.se/"
        fields = {"title": id, "profile_url": profile_url, "feed_url": f"{profile_url}rss"} | fields

        def create():
            with api.env.adopt_user(SITE_OWNER_NAME):
                set_state(api.content.create(administration, "Channel", id, **fields), state)

        once(f"{id} {state} {fields}", create)
        return administration[id]

    return make


def published(container, portal_type, id, **fields):
    """A new object that everybody may see, made by the Manager."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        made = api.content.create(container, portal_type, id, **fields)
        api.content.transition(made, "publish")
    return made
