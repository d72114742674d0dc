"""The tests ask from one address, and faster than any visitor may."""

from datetime import date

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.lifecycle.steps import place


@pytest.fixture(autouse=True)
def many(request):
    """Nobody is told to wait, unless a test wants it."""
    if "functional_portal" in request.fixturenames:
        request.getfixturevalue("functional_portal")
        api.portal.set_registry_record("katrineholm.socialhub.verify_per_minute", 1000)
        transaction.commit()


MASTODON = "https://mastodon.social/@katrineholm"


@pytest.fixture
def listed(make_channel):
    """The official account ``@katrineholm`` on Mastodon."""
    return make_channel("mastodon", title="Katrineholm", profile_url=MASTODON)


@pytest.fixture
def committed(make_functional_channel):
    """The same channel in a running site."""
    channel = make_functional_channel("mastodon", title="Katrineholm", profile_url=MASTODON)
    place(channel, "official", official_since=date(2024, 3, 1))
    transaction.commit()
    return channel
