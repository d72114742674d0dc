"""A hub of which packages are made."""

from datetime import date

import pytest
import transaction
from helpers.integration import archive_view
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
    read,
    stored_file,
)
from officers import people  # noqa: F401
from plone import api
from settling import DIARY as IN_WINTER

from katrineholm.socialhub.accounts.channels.times import start_of_day
from katrineholm.socialhub.archive.packages.snapshot_chore import take_due_snapshots
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.inbox.steps.steps import set_facts, take_step

DAY = 86400
JUNE = 1_781_500_000
DIARY = IN_WINTER | {"diary_date": "2026-06-16"}


@pytest.fixture
def set_official():
    def set_official(channel):
        channel.official_since = date(2026, 2, 28)
        channel.reindexObject()
        transaction.commit()
        return channel

    return set_official


@pytest.fixture
def go(hub, worker, clock):  # noqa: F811
    """A function that lets the worker come by at noon of a day."""

    def go(day):
        transaction.commit()
        clock.now = int(start_of_day(date.fromisoformat(day)).timestamp()) + DAY // 2
        worker.take_lease()
        take_due_snapshots(worker)
        transaction.begin()

    return go


@pytest.fixture
def blog(hub):  # noqa: F811
    """The hub's channel."""
    return hub.kultur.bloggen


@pytest.fixture
def filled(hub, keep, picture, people):  # noqa: F811
    """The hub with all kinds of posts, a message and a snapshot: the ids of the posts, by name."""
    with api.env.adopt_user("rut"):
        ids = archive_view.fill(hub, keep, picture)
        archive_view.receive(hub)
        archive_view.snap(hub)
    transaction.commit()
    return ids


@pytest.fixture
def view(filled, order):  # noqa: F811
    """The pages of the blog's June, with its messages."""
    _status, found = order("--channel", "hub/kultur/bloggen", "--messages", "--diary")
    return archive_view.opened(found)


@pytest.fixture
def received(hub, people):  # noqa: F811
    """A comment with a file, one that may be secret, and one of July; two are in the diary."""

    def receive(text, now, files=None):
        told, uid = captured_content(text, how="typed", at=now), hub.kultur.bloggen.UID()
        return receive_messages(
            hub, [IncomingMessage(f"test:{text}", uid, told, False, files or {})], now=now
        )[0]

    with api.env.adopt_user("rut"):
        open_one = receive("Vem plogar?", now=JUNE, files={"../bild.png": b"png"})
        secret = receive("Min sjukdom", now=JUNE)
        set_facts(hub, secret, {"secret": True}, now=JUNE)
        receive("I juli", now=JUNE + 30 * 86400)
        take_step(hub, open_one, "register", {"diary_number": "A 1"} | DIARY, now=JUNE)
        take_step(hub, secret, "register", {"diary_number": "A 2"} | DIARY, now=JUNE)
    transaction.commit()
    return open_one, secret
