"""Storage of a hub's webhooks: the receivers, the queue of each, and failed deliveries.

Times are in seconds since 1970. Each delivery has a key of its own, sorted by time, so that
concurrent writes are merged.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from secrets import token_hex
from time import time_ns
from typing import Any, TypeAlias

from BTrees.OOBTree import OOBTree

from ... import PACKAGE_NAME, has_come
from ...accounts.channels import books
from ...core.feeds.errors import FeedError
from ...core.hooks.retrying import rest, wait
from ...core.hooks.signing import new_id

KEY = f"{PACKAGE_NAME}.webhooks"
PARTS = ("hooks", "waiting", "dead", "places", "told", "about")
BOOK = books.Book(KEY, dict.fromkeys(PARTS, OOBTree))
ON, OFF, FAILED = "on", "off", "failed"

# The receiver's id, and a unique text for the delivery.
Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Hook:
    """A receiver; ``cipher`` is its encrypted secret, ``events`` are the types that it subscribes
    to.

    ``state`` is on, off (by a person) or failed (by the worker). ``failures`` are those since the
    last success, ``rest`` is the end of a pause; ``code`` and ``values`` describe the latest fault.
    ``former`` is the secret before this one, which is valid until ``until``.
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
    """A message for one receiver; its ``id`` is the same for every try.

    So is its ``body``, except for a link that visitors no longer see: see ``entry_events``. The
    next try is due at a time, or at once if that is 0.
    """

    id: str
    type: str
    made: int
    body: str
    tries: int = 0
    due: int = 0
    code: str = ""
    values: tuple[tuple[str, str], ...] = ()


def hooks_of(hub: Any) -> list[Hook]:
    """Return a hub's receivers, the oldest first."""
    found = (Hook(*values) for values in BOOK.read(hub)["hooks"].values())
    return sorted(found, key=lambda hook: (hook.made, hook.id))


def hook_of(hub: Any, id: str) -> Hook | None:
    """Return the receiver with this id, or None."""
    values = BOOK.read(hub)["hooks"].get(id)
    return Hook(*values) if values else None


def remember(hub: Any, hook: Hook) -> None:
    """Store a receiver."""
    BOOK.begun(hub)["hooks"][hook.id] = astuple(hook)


def forget(hub: Any, id: str) -> None:
    """Delete a receiver and its deliveries."""
    data = BOOK.begun(hub)
    del data["hooks"][id]
    for part in ("waiting", "dead"):
        for key in list(_keys(data[part], id)):
            del data[part][key]


def put(hub: Any, hook: Hook, type: str, body: str, now: int) -> None:
    """Queue a delivery for a receiver."""
    key = hook.id, f"{time_ns():016x}{token_hex(4)}"
    BOOK.begun(hub)["waiting"][key] = astuple(Delivery(new_id(), type, now, body))


def due(hub: Any, hook: Hook, now: int) -> Iterator[tuple[Key, Delivery]]:
    """Yield a receiver's due deliveries, the earliest first."""
    if hook.state == ON and has_come(hook.rest, now):
        waiting = BOOK.read(hub)["waiting"]
        for key in _keys(waiting, hook.id):
            delivery = Delivery(*waiting[key])
            if has_come(delivery.due, now):
                yield key, delivery


def number(hub: Any, id: str, part: str = "waiting") -> int:
    """Return the number of a receiver's waiting or dead deliveries."""
    return sum(1 for _key in _keys(BOOK.read(hub)[part], id))


def taken(hub: Any, key: Key, now: int) -> None:
    """Store the success of a delivery, which may have been deleted meanwhile."""
    BOOK.begun(hub)["waiting"].pop(key, None)
    if hook := hook_of(hub, key[0]):
        remember(hub, replace(hook, taken=now, failures=0, rest=0, code="", values=()))


def refused(hub: Any, key: Key, error: FeedError, now: int) -> Hook | None:
    """Store the failure of a delivery: it is retried later, or dead after the last try.

    A receiver that has accepted nothing between the first and the last try of a delivery, or that
    answers that it is gone, is turned off. Return the changed receiver; None if it was deleted.
    """
    hook = hook_of(hub, key[0])
    if hook is None:
        return None
    failures, resting = hook.failures + 1, now + rest(hook.failures + 1, error)
    code, values = error.code, tuple(sorted(error.values.items()))
    hook = replace(hook, failures=failures, rest=resting, code=code, values=values)
    tries = _put_off(hub, key, code, values, now)
    if error.code == "unwanted" or 0 < tries <= failures:
        hook = replace(hook, state=FAILED)
        _bury(hub, _keys(BOOK.read(hub)["waiting"], hook.id))
    remember(hub, hook)
    return hook


def dead(hub: Any) -> list[tuple[Key, Delivery]]:
    """Return the dead deliveries, the earliest first."""
    found = [(key, Delivery(*values)) for key, values in BOOK.read(hub)["dead"].items()]
    return sorted(found, key=lambda pair: pair[0][1])


def raise_up(hub: Any, keys: Iterable[Key]) -> None:
    """Queue dead deliveries again, as if they were new."""
    data = BOOK.begun(hub)
    found = [key for key in keys if key in data["dead"]]
    for key in found:
        delivery = Delivery(*data["dead"].pop(key))
        data["waiting"][key] = astuple(replace(delivery, tries=0, due=0))
    for hook in filter(None, (hook_of(hub, id) for id in {key[0] for key in found})):
        remember(hub, replace(hook, rest=0))


def throw_away(hub: Any, keys: Iterable[Key]) -> None:
    """Delete dead deliveries."""
    for key in keys:
        BOOK.begun(hub)["dead"].pop(key, None)


def _put_off(hub, key, code, values, now) -> int:
    """Return the number of tries after which a delivery is dead; 0 if it is retried."""
    waiting = BOOK.begun(hub)["waiting"]
    if key not in waiting:
        return 0
    delivery = Delivery(*waiting[key])
    tries = delivery.tries + 1
    pause = wait(tries)
    due = now + (pause or 0)
    waiting[key] = astuple(replace(delivery, tries=tries, due=due, code=code, values=values))
    if pause is not None:
        return 0
    _bury(hub, [key])
    return tries


def _bury(hub, keys):
    data = BOOK.begun(hub)
    for key in keys:
        data["dead"][key] = data["waiting"].pop(key)


def _keys(tree, id):
    return list(tree.keys((id, ""), (id, "g")))
