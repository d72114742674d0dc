"""A message that two archivists dispose of is in no package any more."""

from types import SimpleNamespace

import pytest
from plone import api
from settling import settle
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.archive.packages import order_storage as packages
from katrineholm.socialhub.archive.retention.message_disposal import forget_copies
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage, messages_of
from katrineholm.socialhub.inbox.oversight.disposal import dispose_messages, propose_disposal
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.inbox.steps.steps import take_step

OLD, NOW = 1_470_000_000, 1_796_000_000


@pytest.fixture
def packed(old):
    """The number of a message that has been closed for years, of which there is a package."""
    told, where = captured_content("Hemligt", how="typed", at=OLD), old.channel.UID()
    old.channel.responsible = "bosse"
    notify(ObjectModifiedEvent(old.channel))
    receive_messages(old.hub, [IncomingMessage("test:1", where, told, False, {})], now=OLD)
    [number] = messages_of(old.hub).root["messages"]
    settle(messages_of(old.hub), number, OLD)
    with api.env.adopt_user("bosse"):
        take_step(old.hub, number, "close", {"outcome": "Klart"}, now=OLD)
    order = packages.Order(
        *("a", where, "Bloggen", "2016-01-01", "2016-12-31", True, False),
        **{"by": "bosse", "ordered": OLD, "state": packages.READY, "taken": OLD},
        **{"parts": ({"id": "uuid-1", "size": 4, "sha256": "f" * 64},)},
    )
    packages.save_order(old.hub, order)
    return number


def test_its_package_is_made_again(old, packed):
    with api.env.adopt_user("bosse"):
        assert propose_disposal(old.hub, [packed], "DHP 4.2", now=NOW) == [packed]
    assert packages.find_order(old.hub, "a").has_files
    with api.env.adopt_user("evelina"):
        assert dispose_messages(old.hub, [packed], now=NOW) == [packed]
    assert packages.find_order(old.hub, "a").state == packages.WAITING


def test_other_steps_change_no_package(old, packed):
    forget_copies(SimpleNamespace(hub=old.hub, number=packed, step="note", given={}, now=NOW))
    assert packages.find_order(old.hub, "a").has_files
