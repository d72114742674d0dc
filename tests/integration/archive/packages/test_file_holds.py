"""What is held or asked for keeps the files that have it, whoever wants them removed."""

from types import SimpleNamespace

import pytest
import transaction
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.archive.packages.disposed_copies import forget_in_packages
from katrineholm.socialhub.archive.packages.file_holds import is_kept
from katrineholm.socialhub.archive.packages.orders import note_receipt, remove_files
from katrineholm.socialhub.archive.record import request_actions
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage, messages_of
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.site.pages.refusals import Refusal

JUNE = 1_781_000_000  # within the package's period


@pytest.fixture
def archived(hub, ordered, made):
    """A package that the archive has; its channel, two of its posts, and a message."""
    channel, timeline = hub.kultur.bloggen, timeline_of(hub)
    told = captured_content("Hej", how="typed", at=JUNE)
    receive_messages(hub, [IncomingMessage("test:1", channel.UID(), told, False, {})], now=NOW)
    transaction.commit()
    made(ordered)
    with api.env.adopt_user(SITE_OWNER_NAME):
        note_receipt(hub, ordered, "2026-08-01", "LEV 7")
    transaction.commit()
    posts = [each for each in all_entries(timeline, channel.UID()) if each["title"] != "Juli"]
    ids = [each["entry_id"] for each in posts]
    return SimpleNamespace(id=ordered, channel=channel, uid=channel.UID(), posts=ids)


def order_of(hub, archived):
    return order_storage.find_order(hub, archived.id)


def hold(hub, kind, name):
    holds.place_hold(hub, kind, name, "Tvist", by="ida", now=1)


def ask(hub, archived):
    with api.env.adopt_user(SITE_OWNER_NAME):
        request_actions.begin_request(hub, "", [f"entry:{archived.posts[0]}"])


KEPT = {
    "the channel is held": lambda hub, it: hold(hub, "channel", it.uid),
    "a post is held": lambda hub, it: hold(hub, "entry", it.posts[0]),
    "a post is asked for": ask,
}
KEPT_MESSAGES = {
    "a message is held": lambda hub, it: hold(hub, "message", "1"),
    "a message is held by its own log": lambda hub, it: messages_of(hub).record(
        1, "hold", {"on": True, "text": "Tvist"}, who="rut", now=NOW
    ),
}


@pytest.mark.parametrize("how", KEPT)
def test_a_hold_keeps_the_files_of_a_package(hub, archived, how):
    KEPT[how](hub, archived)
    with pytest.raises(Refusal) as refusal:
        remove_files(hub, archived.id)
    assert "gallringsstopp" in api.portal.translate(refusal.value.sentence)
    assert order_of(hub, archived).has_files


@pytest.mark.parametrize("how", KEPT_MESSAGES)
def test_a_message_keeps_a_package_that_has_messages(hub, archived, how):
    assert not is_kept(hub, archived.uid, NOW, messages=True)
    KEPT_MESSAGES[how](hub, archived)
    assert is_kept(hub, archived.uid, NOW, messages=True)
    assert not is_kept(hub, archived.uid, NOW)


def test_a_hold_on_another_channel_keeps_nothing(hub, archived):
    hold(hub, "channel", hub.kultur.annan.UID())
    remove_files(hub, archived.id)
    assert not order_of(hub, archived).has_files


def test_a_hold_in_an_administration_keeps_its_package(hub, archived):
    hold(hub, "entry", archived.posts[0])
    assert is_kept(hub, hub.kultur.UID(), NOW)


def test_a_package_with_something_held_is_made_again_without_what_was_disposed_of(hub, archived):
    gone, other = archived.posts[:2]
    hold(hub, "entry", other)
    forget_in_packages(hub, holds.ENTRY, [gone], "", NOW)
    order = order_of(hub, archived)
    assert (order.state, order.code, order.removed) == ("waiting", "disposed", None)
    assert order.receipt["note"] == "LEV 7"
    assert order_storage.part_pieces(hub, archived.id, 1) == {}


def test_one_without_a_hold_is_removed(hub, archived):
    forget_in_packages(hub, holds.ENTRY, archived.posts[:1], "", NOW)
    assert (order_of(hub, archived).state, order_of(hub, archived).removed) == ("ready", NOW)
