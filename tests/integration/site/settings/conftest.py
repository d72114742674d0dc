"""The places that the tests of ``site/settings`` share."""

import pytest
from filling import Person
from helpers.integration.site.settings import PAGE


@pytest.fixture
def site(functional_administration, functional_portal):
    """A site with a hub, seen by the real web server."""
    return functional_portal


@pytest.fixture
def office(site, person, browse):
    """The office, at the settings."""
    office = Person(browse(*person("Information Officer")))
    office.open(PAGE)
    return office
