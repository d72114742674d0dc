"""Storage of the subscriptions to WebSub hubs, which announce a channel's news.

A push is only a hint that makes the channel's own feed due at once. Its content is never stored, so
a forged or repeated push does no harm.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from typing import Any

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree

from .. import HOUR, PACKAGE_NAME
from ..accounts.channels import hub_storage
from ..core.feeds.model import Push
from ..core.feeds.schedule import back_off_seconds
from ..core.timeline.documents import Changes
from .state import State

KEY = f"{PACKAGE_NAME}.websub"
STORAGE = hub_storage.HubStorage(KEY, {"subscriptions": OOBTree, "keys": OOBTree, "pushes": Length})
RENEWED_AFTER = 0.8  # of the lease
SLOWER = 4  # times the interval, while a hub pushes news


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel's subscription to a WebSub hub. Times are in seconds since 1970.

    ``key`` is the name of the callback that the hub has verified, ``asking`` that of the callback
    that it is asked to verify. ``until`` is the end of the lease, or 0. ``due`` is when to send the
    next request to the hub. ``digest`` is a hash of the latest push, received at ``pushed``.
    """

    feed_url: str
    hub: str
    topic: str
    key: str = ""
    asking: str = ""
    until: int = 0
    due: int = 0
    failures: int = 0
    pushed: int = 0
    digest: str = ""


def load_subscription(hub: Any, uid: str) -> Subscription | None:
    """Return the subscription of the channel with this UID, or None if it has none."""
    kept = STORAGE.read(hub)["subscriptions"].get(uid)
    return Subscription(*kept) if kept else None


def all_subscriptions(hub: Any) -> Iterator[tuple[str, Subscription]]:
    """Return pairs of channel UID and subscription for all subscriptions in a social hub."""
    kept = STORAGE.read(hub)["subscriptions"].items()
    return ((uid, Subscription(*values)) for uid, values in kept)


def subscription_by_key(hub: Any, key: str) -> tuple[str, Subscription] | None:
    """Return the channel UID and the subscription of the callback with this name, or None."""
    uid = STORAGE.read(hub)["keys"].get(key)
    found = load_subscription(hub, uid) if uid else None
    return (uid, found) if found else None


def push_count(hub: Any) -> int:
    """Return the number of pushes received so far. Call it at the start of a transaction."""
    return STORAGE.read(hub)["pushes"]()


def store_websub_hub(hub: Any, uid: str, feed_url: str, push: Push | None) -> None:
    """Store the WebSub hub that a feed names, in a new subscription, if it has changed."""
    kept = load_subscription(hub, uid)
    known = (kept.feed_url, kept.hub, kept.topic) if kept else None
    offered = (feed_url, push.hub, push.topic) if push else None
    if offered == known:
        return
    if kept:
        delete_subscription(hub, uid)
    if offered:
        _store_subscription(hub, uid, Subscription(*offered))


def delete_subscription(hub: Any, uid: str) -> None:
    """Delete a subscription with its callbacks, without cancelling its lease at the hub."""
    if kept := load_subscription(hub, uid):
        data = STORAGE.writable(hub)
        for key in filter(None, (kept.key, kept.asking)):
            data["keys"].pop(key, None)
        del data["subscriptions"][uid]


def store_request(hub: Any, uid: str, kept: Subscription, key: str, now: int) -> None:
    """Store the callback that the hub is about to verify, and the time of a retry."""
    data, failures = STORAGE.writable(hub), kept.failures + 1
    data["keys"].pop(kept.asking, None)
    data["keys"][key] = uid
    due = now + back_off_seconds(failures, base=HOUR)
    _store_subscription(hub, uid, replace(kept, asking=key, failures=failures, due=due))


def store_verification(hub: Any, uid: str, kept: Subscription, lease: int, now: int) -> None:
    """Store that the hub has verified the requested callback, in place of the previous one."""
    STORAGE.writable(hub)["keys"].pop(kept.key, None)
    due = now + int(lease * RENEWED_AFTER)
    fresh = replace(kept, key=kept.asking, asking="", until=now + lease, due=due, failures=0)
    _store_subscription(hub, uid, fresh)


def store_denial(hub: Any, uid: str, kept: Subscription) -> None:
    """Store that the hub has refused the requested subscription."""
    STORAGE.writable(hub)["keys"].pop(kept.asking, None)
    _store_subscription(hub, uid, replace(kept, asking=""))


def end_lease(hub: Any, uid: str, kept: Subscription) -> Subscription:
    """Store that the lease of a subscription has run out, and return the changed subscription."""
    ended = replace(kept, until=0)
    _store_subscription(hub, uid, ended)
    return ended


def store_push(hub: Any, uid: str, kept: Subscription, digest: str, now: int) -> None:
    """Store the time and digest of a push, unless it repeats the latest push."""
    if kept.digest != digest:
        _store_subscription(hub, uid, replace(kept, pushed=now, digest=digest))
        STORAGE.writable(hub)["pushes"].change(1)


def push_interval(
    kept: Subscription | None, state: State, changes: Changes, interval: int, now: int
) -> int:
    """Return the longer retrieval interval of a channel whose hub pushes, in seconds, or 0.

    A hub earns the longer interval with a push, and loses it if news is found that it did not
    announce, as some hubs accept subscriptions but never push.
    """
    if kept is None or kept.until <= now:
        return 0
    slow = SLOWER * interval
    if (state.checked or 1) <= kept.pushed <= now:
        return slow
    return 0 if changes.new or (state.wait or 0) < slow else slow


def _store_subscription(hub, uid, subscription):
    STORAGE.writable(hub)["subscriptions"][uid] = astuple(subscription)
