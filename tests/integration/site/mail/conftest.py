"""The places that the tests of ``site/mail`` share."""

import pytest
import transaction
from helpers.integration.site.mail import point
from mailserver import free_port, receiving


@pytest.fixture
def post():
    with receiving() as post:
        yield post


@pytest.fixture
def site(functional_portal, post):
    """A site whose mail goes to ``post``."""
    point(post.port)
    transaction.commit()
    return functional_portal


@pytest.fixture
def quiet(portal):
    """A site whose transactions are never committed; its mail server is set up."""
    point(free_port())
    return portal
