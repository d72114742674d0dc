"""A package forgets what was disposed of: posts, messages, and what is being packed just now."""

import pytest
from officers import NOW

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.archive.packages.disposed_copies import forget_in_packages
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.routing import receive_messages

JUNE = 1_781_000_000


@pytest.fixture
def order_as(hub, ordered):
    """A function that gives the ordered package other values."""
    return lambda **values: order_storage.update_order(hub, ordered, **values)


def state(hub, id):
    return order_storage.find_order(hub, id).state


@pytest.mark.parametrize("at", ["ready", "building"])
def test_a_package_with_a_disposed_post_is_made_again(hub, ordered, order_as, at):
    order_as(state=at, attempt="a", taken=NOW)
    for entry in [*all_entries(timeline_of(hub), hub.kultur.bloggen.UID())]:
        if entry["title"] == "Badet":
            forget_in_packages(hub, holds.ENTRY, [entry["entry_id"]], "", NOW)
    found = order_storage.find_order(hub, ordered)
    # What is being packed is stored only for the attempt of the order.
    assert (found.state, found.attempt) == ("waiting", "")


@pytest.mark.parametrize(
    ("messages", "at", "after"),
    [(True, JUNE, "waiting"), (False, JUNE, "ready"), (True, NOW, "ready")],
)
def test_a_disposed_message_is_in_packages_with_messages_of_its_time(
    hub, ordered, order_as, messages, at, after
):
    told = captured_content("Hej", how="typed", at=at)
    channel = hub.kultur.bloggen.UID()
    receive_messages(hub, [IncomingMessage("test:1", channel, told, False, {})], now=NOW)
    order_as(state="ready", taken=NOW, messages=messages)
    forget_in_packages(hub, holds.MESSAGE, ["1"], "", NOW)
    assert state(hub, ordered) == after


def test_what_is_unknown_changes_nothing(hub, ordered, order_as):
    order_as(state="ready", taken=NOW)
    forget_in_packages(hub, holds.ENTRY, ["0" * 20], "", NOW)
    assert state(hub, ordered) == "ready"
