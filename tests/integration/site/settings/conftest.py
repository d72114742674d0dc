"""The places that the tests of ``site/settings`` share."""

import pytest
from helpers.integration.site.settings import PAGE
from plone.testing.zope import Browser


@pytest.fixture
def site(functional_administration, functional_portal):
    """A site with a hub, seen by the real web server."""
    return functional_portal


@pytest.fixture
def office(site, person, functional_app):
    """A browser of the office's, at the settings."""
    browser = Browser(functional_app)
    browser.addHeader("Authorization", "Basic {}:{}".format(*person("Information Officer")))
    browser.open(f"{site.absolute_url()}/{PAGE}")
    return browser
