"""The site tests' layers, and the places that they share."""

import os

os.environ["zope_i18n_compile_mo_files"] = "1"  # noqa: SIM112 (Zope spells it so)

from itertools import count

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from pytest_plone import fixtures_factory
from zope.interface import alsoProvides

from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.testing import FUNCTIONAL_TESTING, INTEGRATION_TESTING

globals().update(
    fixtures_factory(((INTEGRATION_TESTING, "integration"), (FUNCTIONAL_TESTING, "functional")))
)


@pytest.fixture
def hub(portal):
    """A published hub, ``/hub``; the request is one to a site with the add-on."""
    alsoProvides(portal.REQUEST, ISocialHubLayer)
    return published(portal, "SocialHub", "hub", title="Sociala medier")


@pytest.fixture
def administration(hub):
    """A published administration, ``/hub/kultur``."""
    return make_administration(hub)


@pytest.fixture
def make_channel(administration):
    """A function that publishes another channel: ``make_channel(feed_url=…, interval=5)``."""
    return channel_maker(administration)


@pytest.fixture
def channel(make_channel):
    """A published channel, ``/hub/kultur/bloggen``, of https://bloggen.example.se/."""
    return make_channel("bloggen", title="Bloggen")


@pytest.fixture
def functional_administration(functional_portal):
    """The same hub and administration, committed: seen by a request to the real web server."""
    hub = published(functional_portal, "SocialHub", "hub", title="Sociala medier")
    administration = make_administration(hub)
    transaction.commit()
    return administration


@pytest.fixture
def make_functional_channel(functional_administration):
    """``make_channel`` for the real web server: commits."""
    return channel_maker(functional_administration, done=transaction.commit)


def make_administration(hub):
    facts = {"title": "Kulturförvaltningen", "email": "kultur@example.se", "phone": "0150-570 00"}
    return published(hub, "Administration", "kultur", **facts)


def channel_maker(administration, done=lambda: None):
    numbers = count(1)

    def make(id="", **fields):
        id = id or f"kanal-{next(numbers)}"
        profile_url = f"https://{id}.example.se/"
        fields = {"title": id, "profile_url": profile_url, "feed_url": f"{profile_url}rss"} | fields
        channel = published(administration, "Channel", id, **fields)
        done()
        return channel

    return make


def published(container, portal_type, id, **fields):
    """A new object that everybody may see, made by the Manager."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        made = api.content.create(container, portal_type, id, **fields)
        api.content.transition(made, "publish")
    return made
