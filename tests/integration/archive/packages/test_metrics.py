"""The metrics of a hub's packages and snapshots."""

import pytest

from katrineholm.socialhub.archive.packages import order_storage, snapshot_storage
from katrineholm.socialhub.archive.packages.metrics import package_metrics, snapshot_metrics


def values(metrics, hub, now=0):
    return [each.value for each in metrics(hub, now)]


@pytest.mark.parametrize(
    ("state", "numbers"),
    [("waiting", [1, 0]), ("building", [1, 0]), ("failed", [0, 1]), ("ready", [0, 0])],
)
def test_orders_wait_until_they_are_ready_or_failed(hub, ordered, state, numbers):
    order_storage.update_order(hub, ordered, state=state)
    assert values(package_metrics, hub) == numbers


def test_a_snapshot_is_due_until_the_worker_takes_it(hub, set_official, go, clock):
    blog = set_official(hub.kultur.bloggen)
    go("2026-08-27")
    assert values(snapshot_metrics, hub, clock.now) == [0, 0]
    tomorrow = clock.now + 24 * 3600
    assert values(snapshot_metrics, hub, tomorrow) == [1, 0]
    go("2026-08-28")
    [taken] = snapshot_storage.channel_snapshots(hub, blog.UID())
    assert values(snapshot_metrics, hub, tomorrow) == [0, taken.taken]
