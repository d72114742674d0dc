"""Test layers with a real Classic UI site in Swedish in which the add-on is installed."""

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
# Tests' servers listen on this machine, and are requested without delay.
OPERATOR = {"SOCIALHUB_ALLOWED_NETWORKS": "127.0.0.0/8", "SOCIALHUB_HOST_SPACING": "0"}
# Objects in a connection's cache: a whole site.
IN_MEMORY = 50_000
# Saved states of the site, the latest ones.
MAX_STATES = 100


class ClassicFixture(PloneDistributionFixture):
    """A site of the classic distribution, which, unlike PLONE_FIXTURE, has a workflow."""

    PACKAGE_NAME = "plone.classicui"
    SITES = (("classic", ANSWERS),)


class SocialHubLayer(PloneSandboxLayer):
    """A layer with the add-on installed in the classic site."""

    defaultBases = (ClassicFixture(),)

    def setUpZope(self, app: Any, configurationContext: Any) -> None:
        import katrineholm.socialhub

        self.loadZCML(package=katrineholm.socialhub)

    def setUpPloneSite(self, portal: Any) -> None:
        # REST stays installed: other add-ons may depend on it when ours is uninstalled.
        applyProfile(portal, "plone.restapi:default")
        self["before"] = site_configuration(portal)
        applyProfile(portal, "katrineholm.socialhub:default")

    def testSetUp(self) -> None:
        super().testSetUp()
        self["operator"] = patch.dict(os.environ, OPERATOR)
        self["operator"].start()
        default_settings.cache_clear()

    def testTearDown(self) -> None:
        self["operator"].stop()
        del self["operator"]
        default_settings.cache_clear()
        super().testTearDown()


def site_configuration(portal: Any) -> dict[str, list[str]]:
    """Return the site's configuration as exported by GenericSetup: sorted lines by file name."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        exported = portal.portal_setup.runAllExportSteps()["tarball"]
    with tarfile.open(fileobj=BytesIO(exported)) as files:
        members = [member for member in files if member.isfile()]
        return {
            each.name: sorted(files.extractfile(each).read().decode().splitlines())
            for each in members
        }


# A base storage, and the oids that differ there from the beginning.
State = tuple[Any, set[bytes]]


class RewindableStorage(DemoStorage):
    """A ZODB storage that can be reset to its first state or to a saved state."""

    def __init__(self, base: Any) -> None:
        super().__init__(name="rewinding", base=base, close_base_on_close=False)
        self.database: Any = None
        self.names: tuple[str, ...] = ()
        self._differing: set[bytes] = set()
        self._written: set[bytes] = set()
        self._first: State = (base, set())
        self._saved: OrderedDict[tuple[str, ...], State] = OrderedDict()

    def registerDB(self, database: Any) -> None:
        self.database = database

    def tpc_finish(self, *args: Any) -> Any:
        self._written |= self._stored_oids
        return super().tpc_finish(*args)

    @property
    def is_named(self) -> bool:
        """True if nothing has been written since a state was saved or restored."""
        return not self._written

    def keep(self, names: tuple[str, ...]) -> None:
        """Save the current state under a tuple of names."""
        state = DemoStorage(name="state", base=self.base, close_base_on_close=False)
        state.changes = self.changes
        state._copy_methods_from_changes(self.changes)
        if hasattr(self.changes, "fshelper"):
            finalize(state, remove_blobs, self.changes)
        self._saved[names] = state, self._oids()
        if len(self._saved) > MAX_STATES:
            self._saved.popitem(last=False)
        self._start(names)

    def go_to(self, names: tuple[str, ...]) -> bool:
        """Restore the state saved under these names, and return whether there is such a state."""
        if names not in self._saved:
            return False
        self._saved.move_to_end(names)
        self._start(names)
        return True

    def rewind(self) -> None:
        """Restore the first state of the storage."""
        if hasattr(self.changes, "fshelper"):
            remove_blobs(self.changes)
        self._start(())

    def _start(self, names: tuple[str, ...]) -> None:
        """Continue from a state; connections reload only the objects that differ."""
        base, oids = self._saved[names] if names else self._first
        self.database.invalidate(self.lastTransaction(), self._oids() | oids)
        self.names, self.base, self._differing, self._written = names, base, oids, set()
        self.changes = MappingStorage()
        self._copy_methods_from_changes(self.changes)

    def _oids(self) -> set[bytes]:
        """Return the oids that differ from the beginning."""
        return self._differing | self._written


def remove_blobs(storage: Any) -> None:
    """Remove the files of a storage's blobs from the disk."""
    rmtree(storage.fshelper.base_dir, ignore_errors=True)


class WarmDatabase(Layer):
    """A layer with a database that all tests share, so that the site stays in the cache."""

    def setUp(self) -> None:
        self["zodbDB"] = DB(RewindableStorage(self.get("zodbDB").storage), cache_size=IN_MEMORY)

    def testTearDown(self) -> None:
        self["zodbDB"].storage.rewind()

    def tearDown(self) -> None:
        self["zodbDB"].close()
        del self["zodbDB"]


class FunctionalTesting(IntegrationTesting):
    """A layer whose tests may commit, as the WarmDatabase below it undoes their changes."""

    def testSetUp(self) -> None:
        commit = transaction.commit
        super().testSetUp()
        transaction.commit = commit


FIXTURE = SocialHubLayer()
WARM = WarmDatabase(bases=(FIXTURE,), name="SocialHub:Warm")
INTEGRATION_TESTING = IntegrationTesting(bases=(WARM,), name="SocialHub:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(WARM, WSGI_SERVER_FIXTURE), name="SocialHub:Functional"
)
