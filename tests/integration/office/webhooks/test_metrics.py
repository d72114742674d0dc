"""The metrics of a hub's webhooks."""

from officers import NOW

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.office.webhooks import storage
from katrineholm.socialhub.office.webhooks.metrics import webhook_metrics
from katrineholm.socialhub.office.webhooks.storage import Receiver


def values(hub):
    return [each.value for each in webhook_metrics(hub, NOW)]


def test_deliveries_that_wait_those_given_up_and_failed_receivers_are_counted(hub):
    assert values(hub) == [0, 0, 0]
    for id in "ab":
        hook = Receiver(id, f"https://{id}.example.se", id, ("entry.new",), "", "anna", NOW)
        storage.store_receiver(hub, hook)
        for name in "123":
            storage.queue_delivery(hub, hook, "entry.new", name, NOW)
    assert values(hub) == [6, 0, 0]
    key, _delivery = next(storage.due_deliveries(hub, hook, NOW))
    storage.mark_failed(hub, key, FeedError("unwanted"), NOW)
    assert values(hub) == [3, 3, 1]
    storage.delete_receiver(hub, "b")
    assert values(hub) == [3, 0, 0]
