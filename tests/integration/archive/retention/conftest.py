"""A hub with posts of every kind, all of them old, and one that is new."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import transaction
from helpers.integration.archive import (  # noqa: F401
    archivist,
    folder,
    hub,
    june,
    made,
    order,
    ordered,
    original,
    package,
    picture,
    posts,
    put_in_force,
    read,
)
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.archive.retention import disposal_chore
from katrineholm.socialhub.archive.retention.disposal_forms import (
    confirm_disposal,
    propose_disposal,
)
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.routing import receive_messages

OLD, PICTURE = datetime(2016, 5, 4, 10, tzinfo=UTC), "https://cdn.example.se/a.jpg"
PAST = int(OLD.timestamp())
KINDS = ("entry", "withdrawn", "hidden", "held", "record", "version", "picture")


@pytest.fixture
def old(make_functional_channel, keep, archivists):
    """The ``hub``, its ``channel``, and the ``ids`` of a post of each kind."""
    channel = make_functional_channel("bloggen", title="Bloggen")
    place, timeline = hub_of(channel), timeline_of(hub_of(channel))

    def kept(title, **fields):
        entry_id = keep(channel, now=OLD, published=OLD, title=title, html="<p>Ord</p>", **fields)
        return entry_id

    ids = {kind: kept(f"Hemlig {kind}") for kind in ("entry", "withdrawn", "hidden", "record")}
    ids["held"] = kept("Hemlig held", hold=True)
    hide_entry(timeline, ids["hidden"], by="ida", now=PAST)
    post_acts.note_act(place, "hide", [ids["hidden"]], now=PAST, who="ida")
    timeline.unmasked(ids["withdrawn"])["withdrawn"] = PAST
    post_acts.note_act(place, "withdraw", [ids["withdrawn"]], now=PAST)
    timeline.unmasked(ids["record"])["record"] = "chosen"
    ids["picture"] = kept("Med bild", images=(Image(PICTURE, "A"),))
    name = add_picture(timeline, ids["picture"], PICTURE, b"RIFF....WEBP", 9, 9, "image/webp")
    ids["version"] = kept("Hemlig förr")
    changed = {**written(timeline, ids["version"]), "title": "Nu"}
    store_document(timeline, channel.UID(), [changed], now=PAST)
    new = keep(channel, title="Ny", published=datetime.now(UTC))
    transaction.commit()
    return SimpleNamespace(hub=place, channel=channel, ids=ids, new=new, picture=name)


def written(timeline, entry_id):
    names = (
        *("keys", "id", "link", "title", "title_derived", "summary", "html", "published"),
        *("updated", "dated", "author", "categories", "language", "images", "media"),
    )
    return {name: timeline.unmasked(entry_id)[name] for name in names}


@pytest.fixture
def as_manager():
    """What is done is done by somebody who may do everything."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        yield


@pytest.fixture
def in_force(old):
    """A function that puts the rule of a kind in force: Bosse proposes it, Evelina confirms."""

    def in_force(kind, days=365):
        put_in_force(old.hub, kind, days)
        transaction.commit()

    return in_force


@pytest.fixture
def confirmed(old, in_force):
    """A function that has Bosse propose what is due of a kind, or some, and Evelina confirm it."""

    def confirmed(kind, *entries):
        in_force(kind)
        with api.env.adopt_user("bosse"):
            name = propose_disposal(old.hub, kind, list(entries or [old.ids[kind]]), "")
        with api.env.adopt_user("evelina"):
            confirm_disposal(old.hub, name)
        transaction.commit()
        return name

    return confirmed


@pytest.fixture
def carry_out(worker):
    """A function that lets the worker carry out what is confirmed."""

    def carry_out():
        disposal_chore.carry_out_disposals(worker)
        transaction.begin()

    return carry_out


@pytest.fixture
def held_channel(make_functional_channel):
    return make_functional_channel("bloggen", title="Bloggen", responsible="ida", substitute="bo")


@pytest.fixture
def named(held_channel, keep, once):
    """What can be held, by its kind."""
    return dict(once("named", lambda: _named(held_channel, keep)))


def _named(channel, keep):
    told = captured_content("Hej", how="typed", at=0)
    receive_messages(
        hub_of(channel), [IncomingMessage("test:1", channel.UID(), told, False, {})], now=0
    )
    entry = keep(channel, title="Badet")
    return {"channel": channel.UID(), "entry": entry, "message": "1"}


@pytest.fixture
def holding_hub(held_channel):
    return hub_of(held_channel)


@pytest.fixture
def program(api_of, archivists):
    """A function that posts as an archivist."""
    session = api_of(archivists[0])
    return lambda **body: session.post("hub/@holds", json=body)


@pytest.fixture
def bosse(api_of, archivists):
    """The session of the archivist."""
    return api_of(archivists[0])
