"""The places that the tests of ``site/graphics`` share."""

import pytest
from helpers.integration.site.graphics import REST


@pytest.fixture
def site(functional_administration, functional_portal):
    """A site with a hub, seen by the real web server."""
    return functional_portal


@pytest.fixture
def patch(site, person, request_factory):
    """A function that changes tokens over REST as the office."""
    session = request_factory(basic_auth=person("Information Officer"))
    return lambda **values: session.patch(REST, json=values)


@pytest.fixture
def office(site, person, browse):
    """A session of the office's."""
    return browse(*person("Information Officer"))
