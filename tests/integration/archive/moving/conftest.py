"""A hub with people, posts and messages, which moves to a site that has not got it."""

import pytest
import transaction
from officers import NOW, channel, people, receive  # noqa: F401
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from settling import DIARY
from zope.component.hooks import getSite

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.archive.masking.masking import mask
from katrineholm.socialhub.archive.moving.accounts import within
from katrineholm.socialhub.archive.moving.arriving import Arrival
from katrineholm.socialhub.archive.moving.leaving import leave
from katrineholm.socialhub.core.moving.archive import unpacked
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.steps import act


@pytest.fixture
def full(channel, receive, keep, once):  # noqa: F811
    """The hub: posts with a picture, a version and a mask; messages with files and evidence."""
    hub = hub_of(channel)
    once("full", lambda: _fill(hub, channel, receive, keep))
    return hub


def _fill(hub, channel, receive, keep):  # noqa: F811
    timeline = timeline_of(hub)
    ids = [keep(channel, images=({"src": "https://x.se/a.png", "alt": "A"},)), keep(channel)]
    timeline.add_picture(ids[0], "https://x.se/a.png", b"picture", 300, 200, "image/png")
    mask(hub, ids[0], ["Inlägg"], [], "Namn")
    down = receive("Ni är dumma", permalink="https://blogg.example.se/1", files={"a.txt": b"fil"})
    registered = receive("Jag överklagar", sender={"name": "Eva Ek \x00\u202e"})
    with api.env.adopt_user("anna"):
        act(hub, down, "act", {"rules": ["K1"], "reason": "Ovårdat"}, now=NOW)
        act(hub, down, "unpublish", {}, now=NOW)
    with api.env.adopt_user("rut"):
        act(hub, registered, "register", {"diary_number": "A"} | DIARY, now=NOW)


@pytest.fixture
def archived(full, tmp_path):
    """The hub's archive."""
    leave(full, tmp_path / "hub.tar")
    return tmp_path / "hub.tar"


@pytest.fixture
def folder(archived, tmp_path):
    """The archive, unpacked."""
    folder = tmp_path / "unpacked"
    folder.mkdir()
    unpacked(archived, folder)
    return folder


@pytest.fixture
def emptied(folder, full):
    """The site, when the hub has left it for the archive."""
    return leave_behind(full)


@pytest.fixture
def arrive(emptied, folder):
    """A function that lets the hub arrive: ``arrive(at="hub", some=3)``."""

    def arrive(at="hub", **options):
        told = Arrival(emptied, folder, **options).carry_out(at)
        transaction.begin()
        return told

    return arrive


def leave_behind(hub):
    """Take a hub out of its site without a word to anybody."""
    site = getSite()
    with api.env.adopt_user(SITE_OWNER_NAME):
        for each in within(hub):
            each.unindexObject()
        site._delObject(hub.getId(), suppress_events=True)
    transaction.commit()
    return site
