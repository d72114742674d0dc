"""Metrics of a hub's packages and snapshots, see ``refresh.interfaces.IMetrics``."""

from collections import Counter
from collections.abc import Iterator

from plone.dexterity.content import Container

from ...accounts.channels.channel_records import hub_channels
from ...refresh.exposition import Sample
from .order_storage import FAILED, UNDER_WAY, all_orders
from .snapshot_chore import is_due
from .snapshot_storage import latest_times


def package_metrics(hub: Container, now: int) -> Iterator[Sample]:
    """Yield the numbers of orders that are not finished."""
    states = Counter(order.state for order in all_orders(hub))
    waiting = sum(states[state] for state in UNDER_WAY)
    yield Sample("packages_waiting", "Packages that are ordered or being made", waiting)
    yield Sample("packages_failed", "Packages that could not be made", states[FAILED])


def snapshot_metrics(hub: Container, now: int) -> Iterator[Sample]:
    """Yield the number of due snapshots, and the time of the latest one."""
    due = sum(is_due(hub, facts, now) for facts in hub_channels(hub))
    latest = max(latest_times(hub), default=0)
    yield Sample("snapshots_due", "Official channels whose snapshot or reminder is due", due)
    yield Sample("snapshot_timestamp_seconds", "When the latest snapshot was taken", latest)
