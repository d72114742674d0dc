"""Layers for tests: a real classic site in Swedish with the add-on installed."""

import os
import tarfile
from collections import OrderedDict
from io import BytesIO
from shutil import rmtree
from typing import Any
from unittest.mock import patch
from weakref import finalize

import transaction
from plone import api
from plone.app.testing import (
    SITE_OWNER_NAME,
    IntegrationTesting,
    PloneSandboxLayer,
    applyProfile,
)
from plone.app.testing.interfaces import PLONE_SITE_ID
from plone.distribution.testing.layer import PloneDistributionFixture
from plone.testing import Layer
from plone.testing.zope import WSGI_SERVER_FIXTURE
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.MappingStorage import MappingStorage

from .core.feeds.settings import default_settings

ANSWERS = {
    "site_id": PLONE_SITE_ID,
    "title": "Katrineholms kommun",
    "description": "",
    "default_language": "sv",
    "portal_timezone": "Europe/Stockholm",
    "setup_content": False,
}
# Servers of tests listen on this machine, and are asked at once.
OPERATOR = {"SOCIALHUB_ALLOWED_NETWORKS": "127.0.0.0/8", "SOCIALHUB_HOST_SPACING": "0"}
# Objects that a connection keeps in memory: a whole site.
IN_MEMORY = 50_000
# States of a site that are kept: the latest ones.
STATES = 100


class ClassicFixture(PloneDistributionFixture):
    """The classic distribution: unlike PLONE_FIXTURE it has a workflow and speaks Swedish."""

    PACKAGE_NAME = "plone.classicui"
    SITES = (("classic", ANSWERS),)


class SocialHubLayer(PloneSandboxLayer):
    """The add-on installed in the classic site."""

    defaultBases = (ClassicFixture(),)

    def setUpZope(self, app, configurationContext):
        import katrineholm.socialhub

        self.loadZCML(package=katrineholm.socialhub)

    def setUpPloneSite(self, portal):
        # REST is switched on for good: other add-ons may rest on it when ours is taken away.
        applyProfile(portal, "plone.restapi:default")
        self["before"] = configuration(portal)
        applyProfile(portal, "katrineholm.socialhub:default")

    def testSetUp(self):
        super().testSetUp()
        self["operator"] = patch.dict(os.environ, OPERATOR)
        self["operator"].start()
        default_settings.cache_clear()

    def testTearDown(self):
        self["operator"].stop()
        del self["operator"]
        default_settings.cache_clear()
        super().testTearDown()


def configuration(portal) -> dict[str, list[str]]:
    """All that a profile can say of a site, by file, as GenericSetup exports it: sorted lines."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        exported = portal.portal_setup.runAllExportSteps()["tarball"]
    with tarfile.open(fileobj=BytesIO(exported)) as files:
        members = [member for member in files if member.isfile()]
        return {
            each.name: sorted(files.extractfile(each).read().decode().splitlines())
            for each in members
        }


# A storage to stand on, and what differs there from the beginning.
State = tuple[Any, set[bytes]]


class Rewinding(DemoStorage):
    """What is written can be taken back, all of it at once, or as far as it was given names."""

    def __init__(self, base):
        super().__init__(name="rewinding", base=base, close_base_on_close=False)
        self.database: Any = None
        self.names: tuple[str, ...] = ()
        self._differing: set[bytes] = set()
        self._written: set[bytes] = set()
        self._first: State = (base, set())
        self._kept: OrderedDict[tuple[str, ...], State] = OrderedDict()

    def registerDB(self, database):
        self.database = database

    def tpc_finish(self, *given):
        self._written |= self._stored_oids
        return super().tpc_finish(*given)

    @property
    def is_named(self):
        """Whether nothing has been written since the last name was given."""
        return not self._written

    def keep(self, names):
        """Give what is stored now names, to come back to."""
        kept = DemoStorage(name="kept", base=self.base, close_base_on_close=False)
        kept.changes = self.changes
        kept._copy_methods_from_changes(self.changes)
        if hasattr(self.changes, "fshelper"):
            finalize(kept, remove_blobs, self.changes)
        self._kept[names] = kept, self._oids()
        if len(self._kept) > STATES:
            self._kept.popitem(last=False)
        self._start(names)

    def go_to(self, names):
        """Be as it was when those names were given; whether they were."""
        if names not in self._kept:
            return False
        self._kept.move_to_end(names)
        self._start(names)
        return True

    def rewind(self):
        """Be as at the beginning."""
        if hasattr(self.changes, "fshelper"):
            remove_blobs(self.changes)
        self._start(())

    def _start(self, names):
        """Of what connections have in memory, only what differs is loaded again."""
        base, oids = self._kept[names] if names else self._first
        self.database.invalidate(self.lastTransaction(), self._oids() | oids)
        self.names, self.base, self._differing, self._written = names, base, oids, set()
        self.changes = MappingStorage()
        self._copy_methods_from_changes(self.changes)

    def _oids(self):
        """What differs from the beginning."""
        return self._differing | self._written


def remove_blobs(storage):
    rmtree(storage.fshelper.base_dir, ignore_errors=True)


class Warm(Layer):
    """A database that all tests share, so that each of them finds the site in memory."""

    def setUp(self):
        self["zodbDB"] = DB(Rewinding(self.get("zodbDB").storage), cache_size=IN_MEMORY)

    def testTearDown(self):
        self["zodbDB"].storage.rewind()

    def tearDown(self):
        self["zodbDB"].close()
        del self["zodbDB"]


class FunctionalTesting(IntegrationTesting):
    """A test may commit: the layer below takes back what it has written."""

    def testSetUp(self):
        commit = transaction.commit
        super().testSetUp()
        transaction.commit = commit


FIXTURE = SocialHubLayer()
WARM = Warm(bases=(FIXTURE,), name="SocialHub:Warm")
INTEGRATION_TESTING = IntegrationTesting(bases=(WARM,), name="SocialHub:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(WARM, WSGI_SERVER_FIXTURE), name="SocialHub:Functional"
)
