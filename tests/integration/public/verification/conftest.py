"""The tests ask from one address, and faster than any visitor may."""

from datetime import date
from functools import partial

import pytest
from plone import api

from katrineholm.socialhub.accounts.lifecycle.steps import place

PACE = "katrineholm.socialhub.verify_per_minute"


@pytest.fixture(autouse=True)
def many(request):
    """Nobody is told to wait, unless a test wants it."""
    if "functional_portal" in request.fixturenames:
        set_pace = partial(api.portal.set_registry_record, PACE, 1000)
        request.getfixturevalue("once")("many", set_pace)


MASTODON = "https://mastodon.social/@katrineholm"


@pytest.fixture
def listed(make_channel):
    """The official account ``@katrineholm`` on Mastodon."""
    return make_channel("mastodon", title="Katrineholm", profile_url=MASTODON)


@pytest.fixture
def committed(make_functional_channel, once):
    """The same channel in a running site."""
    channel = make_functional_channel("mastodon", title="Katrineholm", profile_url=MASTODON)
    once("since", lambda: place(channel, "official", official_since=date(2024, 3, 1)))
    return channel
