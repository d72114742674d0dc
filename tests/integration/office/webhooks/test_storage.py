"""What waits for receivers is found by receiver, the earliest first, and never read for others."""

import pytest
from officers import NOW

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.office.webhooks import storage
from katrineholm.socialhub.office.webhooks.storage import Receiver, delivery_count, due_deliveries

FAULT = FeedError("server_error", status=500)


@pytest.fixture
def two(hub):
    """Two receivers that are told of the same three things."""
    hooks = [
        Receiver(id, f"https://{id}.example.se", id, ("entry.new",), "", "anna", NOW) for id in "ab"
    ]
    for hook in hooks:
        storage.store_receiver(hub, hook)
        for name in "123":
            storage.queue_delivery(hub, hook, "entry.new", name, NOW)
    return hooks


def bodies(hub, hook):
    return [delivery.body for _key, delivery in due_deliveries(hub, hook, NOW)]


def test_each_receiver_has_its_own_the_earliest_first(hub, two):
    assert [bodies(hub, hook) for hook in two] == [["1", "2", "3"]] * 2
    storage.delete_receiver(hub, "a")
    assert (delivery_count(hub, "a"), delivery_count(hub, "b")) == (0, 3)
    assert storage.all_receivers(hub) == two[1:]


def test_a_fault_rests_one_receiver_and_puts_one_delivery_off(hub, two):
    key, _delivery = next(due_deliveries(hub, two[0], NOW))
    hook = storage.mark_failed(hub, key, FAULT, NOW)
    assert (hook.failures, hook.rest, hook.code) == (1, NOW + 5, "server_error")
    assert bodies(hub, hook) == []
    assert bodies(hub, two[1]) == ["1", "2", "3"]
    storage.mark_delivered(hub, key, NOW)
    assert storage.find_receiver(hub, "a").failures == 0
    assert bodies(hub, storage.find_receiver(hub, "a")) == ["2", "3"]


def test_a_receiver_that_is_off_is_sent_nothing(hub, two):
    for state in (storage.OFF, storage.FAILED):
        assert (
            list(due_deliveries(hub, Receiver("a", "", "", (), "", "", 0, state=state), NOW)) == []
        )


def test_what_is_dead_is_raised_up_by_its_name_alone(hub, two):
    key, _delivery = next(due_deliveries(hub, two[0], NOW))
    storage.mark_failed(hub, key, FeedError("unwanted"), NOW)
    assert len(storage.dead_deliveries(hub)) == 3
    storage.requeue_deliveries(hub, [("b", "x"), key])
    assert (delivery_count(hub, "a"), len(storage.dead_deliveries(hub))) == (1, 2)
    assert delivery_count(hub, "b") == 3
