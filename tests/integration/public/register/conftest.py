"""A hub whose official list has channels in every state, of two administrations."""

from dataclasses import dataclass
from datetime import date
from functools import partial

import pytest
from helpers.integration.public.register import account
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.lifecycle import steps as lifecycle
from katrineholm.socialhub.accounts.lifecycle.steps import set_state

MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
CLOSED = {"official_since": date(2020, 1, 31), "closed_on": date(2025, 6, 30)}
WRITTEN = {
    "bloggen": {"official_since": date(2024, 2, 29)},
    "filmer": {"official_since": date(2025, 3, 1)},
    "gamla": CLOSED,
    "bilder": {"official_since": date(2023, 5, 5)},
    "sidan": {"official_since": date(2026, 1, 1), "link_only_reason": "Facebook ger inget flöde."},
}


@dataclass
class Register:
    """The hub, and the channels by id."""

    hub: object
    channels: dict


@pytest.fixture
def register(functional_administration, make_functional_channel, once):
    """A committed hub: kultur's bloggen, filmer, gamla, hemlig, anmald, skola's bilder, sidan.

    filmer is paused, gamla closed, hemlig a draft, anmald reported; bilder has contact of its own.
    """
    hub = functional_administration.__parent__
    once("register", lambda: _fill(hub, make_functional_channel))
    places = (hub.kultur, hub.skola)
    return Register(hub, {id: place[id] for place in places for id in place.objectIds()})


def _fill(hub, make_functional_channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        school = api.content.create(hub, "Administration", "skola", title="Skolförvaltningen")
        api.content.transition(school, "publish")
    channels = {
        "bloggen": make_functional_channel(
            "bloggen",
            title="Bloggen",
            kind="blog",
            description="Om kultur",
            purpose="Berätta om öppna scener",
            audience="Alla",
            responsible="Rut Hemligsson <rut@hemligsson.example.se>",
            substitute="Sture Dold <sture@dold.example.se>",
            feed_url="https://bloggen.example.se/rss",
        ),
        "filmer": make_functional_channel(
            "filmer", "paused", title="Filmer", profile_url="https://youtube.com/@kultur"
        ),
        "gamla": make_functional_channel("gamla", "closed", title="Gamla bloggen", kind="blog"),
        "hemlig": make_functional_channel("hemlig", "draft", title="Hemlig kanal"),
        "anmald": make_functional_channel("anmald", "reported", title="Anmäld kanal"),
        "bilder": _channel(
            school,
            "bilder",
            title="Bilder",
            profile_url="https://flickr.com/photos/skola",
            feed_url="https://flickr.example.se/rss",
            contact_email="bilder@skola.example.se",
            contact_url="https://skola.example.se/kontakt",
            language="en",
        ),
        "sidan": _channel(
            school,
            "sidan",
            title="Skolans sida",
            profile_url="https://www.facebook.com/skola",
            dialogue=True,
        ),
    }
    for id, written in WRITTEN.items():
        lifecycle.set_state(channels[id], api.content.get_state(channels[id]), **written)


def _channel(administration, id, **fields):
    with api.env.adopt_user(SITE_OWNER_NAME):
        channel = api.content.create(administration, "Channel", id, **fields)
        lifecycle.set_state(channel, "official")
    return channel


PAGE = "hub/@@official-list"


@pytest.fixture
def get(register, browse):
    """A function that opens an address as somebody, or anybody, and gives the answer."""
    return lambda path=PAGE, login=(): browse(*login).get(path)


@pytest.fixture
def ids(request_factory):
    """A function that asks ``@channels`` and gives the channels' ids: ``ids("hub", login, …)``."""

    def ids(place="hub", login=None, **params):
        answer = request_factory(basic_auth=login).get(f"{place}/@channels", params=params)
        assert answer.status_code == 200
        return [each["@id"].rpartition("/")[2] for each in answer.json()["items"]]

    return ids


@pytest.fixture
def mastodon(server, make_functional_channel):
    """An official account on a loopback server in Mastodon's manner; its channel."""
    channel = make_functional_channel(
        "mastodon", title="Katrineholm", profile_url=server.url("/@katrineholm"), feed_url=None
    )
    server.says("/@katrineholm", b"<title>Katrineholm</title>")
    server.account = partial(account, server)
    server.account()
    return channel


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
    once("since", lambda: set_state(channel, "official", official_since=date(2024, 3, 1)))
    return channel
