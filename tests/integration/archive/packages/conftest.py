"""A hub of which packages are made."""

from datetime import date

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
    read,
    stored_file,
)

from katrineholm.socialhub.accounts.channels.times import start_of_day
from katrineholm.socialhub.archive.packages.snapshot_chore import take_due_snapshots

DAY = 86400


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
