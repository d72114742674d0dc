"""A channel with a post and a message, any of which can be held."""

import pytest

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.messages.captured import captured
from katrineholm.socialhub.core.messages.store import Incoming
from katrineholm.socialhub.inbox.routing.routing import arrive


@pytest.fixture
def channel(make_functional_channel):
    return make_functional_channel("bloggen", title="Bloggen", responsible="ida", substitute="bo")


@pytest.fixture
def named(channel, keep, once):
    """What can be held, by its kind."""
    return dict(once("named", lambda: _named(channel, keep)))


def _named(channel, keep):
    told = captured("Hej", how="typed", at=0)
    arrive(hub_of(channel), [Incoming("test:1", channel.UID(), told, False, {})], now=0)
    entry = keep(channel, title="Badet")
    return {"channel": channel.UID(), "entry": entry, "message": "1"}


@pytest.fixture
def hub(channel):
    return hub_of(channel)


@pytest.fixture
def program(api_of, archivists):
    """A function that posts as an archivist."""
    session = api_of(archivists[0])
    return lambda **body: session.post("hub/@holds", json=body)
