"""Layers for tests: a real classic site in Swedish with the add-on installed."""

import os
import tarfile
from io import BytesIO
from unittest.mock import patch

from plone import api
from plone.app.testing import (
    SITE_OWNER_NAME,
    FunctionalTesting,
    IntegrationTesting,
    PloneSandboxLayer,
    applyProfile,
)
from plone.app.testing.interfaces import PLONE_SITE_ID
from plone.distribution.testing.layer import PloneDistributionFixture
from plone.testing.zope import WSGI_SERVER_FIXTURE

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


FIXTURE = SocialHubLayer()
INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="SocialHub:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="SocialHub:Functional"
)
