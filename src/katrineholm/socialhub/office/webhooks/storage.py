"""The storage of a hub's webhooks: the receivers, their queues, and dead deliveries.

Times are in seconds since 1970. The key of a delivery is unique and sorted by time, so that
concurrent writes are merged.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from secrets import token_hex
from time import time_ns
from typing import Any, TypeAlias

from BTrees.OOBTree import OOBTree

from ... import PACKAGE_NAME, has_come
from ...accounts.channels import hub_storage
from ...core.feeds.errors import FeedError
from ...core.feeds.webhook_signature import new_message_id, pause_seconds, retry_seconds

KEY = f"{PACKAGE_NAME}.webhooks"
PARTS = ("hooks", "waiting", "dead", "places", "told", "about")
STORAGE = hub_storage.HubStorage(KEY, dict.fromkeys(PARTS, OOBTree))
ON, OFF, FAILED = "on", "off", "failed"

# The receiver's id, and a unique text for the delivery.
DeliveryKey: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Receiver:
    """A receiver of webhooks; ``cipher`` is its encrypted secret, ``events`` its subscriptions.

    ``state`` is on, off (by a person) or failed (by the worker). ``failures`` counts the failures
    since the last success, and ``rest`` is the end of a pause; ``code`` and ``values`` describe the
    latest error. ``former`` is the previous encrypted secret, which is valid until ``until``.
    """

    id: str
    url: str
    title: str
    events: tuple[str, ...]
    cipher: str
    by: str
    made: int
    state: str = ON
    failures: int = 0
    rest: int = 0
    taken: int = 0
    code: str = ""
    values: tuple[tuple[str, str], ...] = ()
    former: str = ""
    until: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message for one receiver; ``id`` and ``body`` are the same for every attempt.

    Only a link that visitors no longer see is removed: see ``events.current_body``. ``due`` is the
    time of the next attempt, or 0 for at once.
    """

    id: str
    type: str
    made: int
    body: str
    tries: int = 0
    due: int = 0
    code: str = ""
    values: tuple[tuple[str, str], ...] = ()


def all_receivers(hub: Any) -> list[Receiver]:
    """Return a hub's receivers, the oldest first."""
    found = (Receiver(*values) for values in STORAGE.read(hub)["hooks"].values())
    return sorted(found, key=lambda hook: (hook.made, hook.id))


def find_receiver(hub: Any, id: str) -> Receiver | None:
    """Return the receiver with this id, or None."""
    values = STORAGE.read(hub)["hooks"].get(id)
    return Receiver(*values) if values else None


def store_receiver(hub: Any, hook: Receiver) -> None:
    """Store a receiver."""
    STORAGE.writable(hub)["hooks"][hook.id] = astuple(hook)


def delete_receiver(hub: Any, id: str) -> None:
    """Delete a receiver and its deliveries."""
    data = STORAGE.writable(hub)
    del data["hooks"][id]
    for part in ("waiting", "dead"):
        for key in list(_delivery_keys(data[part], id)):
            del data[part][key]


def queue_delivery(hub: Any, hook: Receiver, type: str, body: str, now: int) -> None:
    """Queue a new delivery to a receiver."""
    key = hook.id, f"{time_ns():016x}{token_hex(4)}"
    STORAGE.writable(hub)["waiting"][key] = astuple(Delivery(new_message_id(), type, now, body))


def due_deliveries(hub: Any, hook: Receiver, now: int) -> Iterator[tuple[DeliveryKey, Delivery]]:
    """Yield the due deliveries of a receiver, the earliest first, unless it is off or paused."""
    if hook.state == ON and has_come(hook.rest, now):
        waiting = STORAGE.read(hub)["waiting"]
        for key in _delivery_keys(waiting, hook.id):
            delivery = Delivery(*waiting[key])
            if has_come(delivery.due, now):
                yield key, delivery


def delivery_count(hub: Any, id: str, part: str = "waiting") -> int:
    """Return the number of a receiver's waiting or dead deliveries."""
    return sum(1 for _key in _delivery_keys(STORAGE.read(hub)[part], id))


def mark_delivered(hub: Any, key: DeliveryKey, now: int) -> None:
    """Store the success of a delivery, which may have been deleted in the meantime."""
    STORAGE.writable(hub)["waiting"].pop(key, None)
    if hook := find_receiver(hub, key[0]):
        store_receiver(hub, replace(hook, taken=now, failures=0, rest=0, code="", values=()))


def mark_failed(hub: Any, key: DeliveryKey, error: FeedError, now: int) -> Receiver | None:
    """Store the failure of a delivery, which is then retried later or, after the last try, dead.

    A receiver that has accepted nothing between the first and the last attempt at a delivery, or
    that answers that it is gone, is turned off. Return the changed receiver, or None if it was
    deleted.
    """
    hook = find_receiver(hub, key[0])
    if hook is None:
        return None
    failures, resting = hook.failures + 1, now + pause_seconds(hook.failures + 1, error)
    code, values = error.code, tuple(sorted(error.values.items()))
    hook = replace(hook, failures=failures, rest=resting, code=code, values=values)
    tries = _postpone(hub, key, code, values, now)
    if error.code == "unwanted" or 0 < tries <= failures:
        hook = replace(hook, state=FAILED)
        _mark_dead(hub, _delivery_keys(STORAGE.read(hub)["waiting"], hook.id))
    store_receiver(hub, hook)
    return hook


def dead_deliveries(hub: Any) -> list[tuple[DeliveryKey, Delivery]]:
    """Return the dead deliveries, the earliest first."""
    found = [(key, Delivery(*values)) for key, values in STORAGE.read(hub)["dead"].items()]
    return sorted(found, key=lambda pair: pair[0][1])


def requeue_deliveries(hub: Any, keys: Iterable[DeliveryKey]) -> None:
    """Queue dead deliveries again as if they were new."""
    data = STORAGE.writable(hub)
    found = [key for key in keys if key in data["dead"]]
    for key in found:
        delivery = Delivery(*data["dead"].pop(key))
        data["waiting"][key] = astuple(replace(delivery, tries=0, due=0))
    for hook in filter(None, (find_receiver(hub, id) for id in {key[0] for key in found})):
        store_receiver(hub, replace(hook, rest=0))


def delete_dead_deliveries(hub: Any, keys: Iterable[DeliveryKey]) -> None:
    """Delete dead deliveries."""
    for key in keys:
        STORAGE.writable(hub)["dead"].pop(key, None)


def _postpone(hub, key, code, values, now) -> int:
    """Return the number of tries after which a delivery is dead; 0 if it is retried."""
    waiting = STORAGE.writable(hub)["waiting"]
    if key not in waiting:
        return 0
    delivery = Delivery(*waiting[key])
    tries = delivery.tries + 1
    pause = retry_seconds(tries)
    due = now + (pause or 0)
    waiting[key] = astuple(replace(delivery, tries=tries, due=due, code=code, values=values))
    if pause is not None:
        return 0
    _mark_dead(hub, [key])
    return tries


def _mark_dead(hub, keys):
    data = STORAGE.writable(hub)
    for key in keys:
        data["dead"][key] = data["waiting"].pop(key)


def _delivery_keys(tree, id):
    return list(tree.keys((id, ""), (id, "g")))
