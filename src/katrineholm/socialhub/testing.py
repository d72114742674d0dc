"""Layers for tests: a real classic site in Swedish with the add-on installed."""

import os

from plone.app.testing import FunctionalTesting, IntegrationTesting, PloneSandboxLayer, applyProfile
from plone.app.testing.interfaces import PLONE_SITE_ID
from plone.distribution.testing.layer import PloneDistributionFixture
from plone.testing.zope import WSGI_SERVER_FIXTURE

ANSWERS = {
    "site_id": PLONE_SITE_ID,
    "title": "Katrineholms kommun",
    "description": "",
    "default_language": "sv",
    "portal_timezone": "Europe/Stockholm",
    "setup_content": False,
}


class ClassicFixture(PloneDistributionFixture):
    """The classic distribution: unlike PLONE_FIXTURE it has a workflow and speaks Swedish."""

    PACKAGE_NAME = "plone.classicui"
    SITES = (("classic", ANSWERS),)


class SocialHubLayer(PloneSandboxLayer):
    """The add-on installed in the classic site."""

    defaultBases = (ClassicFixture(),)

    def setUpZope(self, app, configurationContext):
        # Servers of tests listen on this machine.
        os.environ["SOCIALHUB_ALLOWED_NETWORKS"] = "127.0.0.0/8"
        os.environ["SOCIALHUB_HOST_SPACING"] = "0"
        import katrineholm.socialhub

        self.loadZCML(package=katrineholm.socialhub)

    def setUpPloneSite(self, portal):
        applyProfile(portal, "katrineholm.socialhub:default")


FIXTURE = SocialHubLayer()
INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="SocialHub:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="SocialHub:Functional"
)
