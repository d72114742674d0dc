"""The tests ask from one address, and faster than any visitor may."""

import pytest
import transaction
from plone import api


@pytest.fixture(autouse=True)
def many(request):
    """Nobody is told to wait, unless a test wants it."""
    if "functional_portal" in request.fixturenames:
        request.getfixturevalue("functional_portal")
        api.portal.set_registry_record("katrineholm.socialhub.verify_per_minute", 1000)
        transaction.commit()
