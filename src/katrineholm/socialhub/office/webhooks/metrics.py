"""Metrics of a hub's webhooks, see ``refresh.interfaces.IMetrics``."""

from collections.abc import Iterator
from typing import Any

from ...refresh.exposition import Sample
from .storage import FAILED, all_receivers, delivery_count


def webhook_metrics(hub: Any, now: int) -> Iterator[Sample]:
    """Yield the numbers of deliveries and of receivers that no longer take any."""
    receivers = all_receivers(hub)
    waiting = sum(delivery_count(hub, each.id) for each in receivers)
    dead = sum(delivery_count(hub, each.id, "dead") for each in receivers)
    off = sum(each.state == FAILED for each in receivers)
    yield Sample("webhooks_waiting", "Deliveries that are sent or tried again", waiting)
    yield Sample("webhooks_failed", "Deliveries that were given up", dead)
    yield Sample("webhook_receivers_failed", "Receivers that were turned off as they failed", off)
