"""A hub whose official list has channels in every state, of two administrations."""

from dataclasses import dataclass
from datetime import date

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.lifecycle import steps as lifecycle

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
        lifecycle.place(channels[id], api.content.get_state(channels[id]), **written)


def _channel(administration, id, **fields):
    with api.env.adopt_user(SITE_OWNER_NAME):
        channel = api.content.create(administration, "Channel", id, **fields)
        lifecycle.place(channel, "official")
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
