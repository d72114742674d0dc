"""Who tells of a channel's news at once: what is kept of each subscription to a hub (WebSub).

A push is a hint and no more: the channel's own feed is asked at once. So nothing but what its
source says comes in, by the one way there is, and one that is forged or comes twice gains nothing.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree

from .. import HOUR, PACKAGE_NAME
from ..accounts.channels import books
from ..core.feeds.model import Push
from ..core.feeds.schedule import back_off
from ..core.timeline.keep import Changes
from .state import State

KEY = f"{PACKAGE_NAME}.websub"
BOOK = books.Book(KEY, {"subscriptions": OOBTree, "keys": OOBTree, "pushes": Length})
RENEWED_AFTER = 0.8  # of the lease
SLOWER = 4  # times the interval, while a hub does its part


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel's subscription; moments are in seconds since 1970.

    ``key`` is the name of the callback that the hub has verified, ``asking`` of the one that it is
    to verify. ``until`` is when the lease ends, 0 where there is none; ``due`` is when the hub is
    to be asked next. ``digest`` is of the latest push, which came at ``pushed``.
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


def recall(hub, uid: str) -> Subscription | None:
    """The subscription of the channel with this UID, or None."""
    kept = BOOK.read(hub)["subscriptions"].get(uid)
    return Subscription(*kept) if kept else None


def every(hub) -> Iterator[tuple[str, Subscription]]:
    """All subscriptions for a hub of ours, by their channels' UIDs."""
    kept = BOOK.read(hub)["subscriptions"].items()
    return ((uid, Subscription(*values)) for uid, values in kept)


def named(hub, key: str) -> tuple[str, Subscription] | None:
    """The UID and the subscription that a callback's name belongs to."""
    uid = BOOK.read(hub)["keys"].get(key)
    found = recall(hub, uid) if uid else None
    return (uid, found) if found else None


def count(hub) -> int:
    """How many pushes have come; to be asked as a transaction begins."""
    return BOOK.read(hub)["pushes"]()


def offer(hub, uid: str, feed_url: str, push: Push | None) -> None:
    """A feed has been read: note which hub it tells of; nothing is written where that is known."""
    kept = recall(hub, uid)
    known = (kept.feed_url, kept.hub, kept.topic) if kept else None
    told = (feed_url, push.hub, push.topic) if push else None
    if told == known:
        return
    if kept:
        forget(hub, uid)
    if told:
        _put(hub, uid, Subscription(*told))


def forget(hub, uid: str) -> None:
    """Let a subscription go: its callbacks are no longer there, and its lease runs out."""
    if kept := recall(hub, uid):
        book = BOOK.begun(hub)
        for key in filter(None, (kept.key, kept.asking)):
            book["keys"].pop(key, None)
        del book["subscriptions"][uid]


def ask(hub, uid: str, kept: Subscription, key: str, now: int) -> None:
    """The hub is about to be asked to verify a callback: without an answer it is asked later."""
    book, failures = BOOK.begun(hub), kept.failures + 1
    book["keys"].pop(kept.asking, None)
    book["keys"][key] = uid
    due = now + back_off(failures, base=HOUR)
    _put(hub, uid, replace(kept, asking=key, failures=failures, due=due))


def verify(hub, uid: str, kept: Subscription, lease: int, now: int) -> None:
    """The hub has verified the callback that was asked for; the one before it is let go."""
    BOOK.begun(hub)["keys"].pop(kept.key, None)
    due = now + int(lease * RENEWED_AFTER)
    fresh = replace(kept, key=kept.asking, asking="", until=now + lease, due=due, failures=0)
    _put(hub, uid, fresh)


def deny(hub, uid: str, kept: Subscription) -> None:
    """The hub will not tell: what it was asked for is not to be verified any more."""
    BOOK.begun(hub)["keys"].pop(kept.asking, None)
    _put(hub, uid, replace(kept, asking=""))


def end(hub, uid: str, kept: Subscription) -> Subscription:
    """The lease has run out: the subscription as it is then."""
    ended = replace(kept, until=0)
    _put(hub, uid, ended)
    return ended


def push(hub, uid: str, kept: Subscription, digest: str, now: int) -> None:
    """The hub tells of news; what it has just told is no news."""
    if kept.digest != digest:
        _put(hub, uid, replace(kept, pushed=now, digest=digest))
        BOOK.begun(hub)["pushes"].change(1)


def pace(kept: Subscription | None, state: State, changes: Changes, interval: int, now: int) -> int:
    """Seconds to leave the source alone because its hub tells of news; 0 where it is not to be.

    A hub earns that with a push, and loses it where news is found that it has not told of: some
    take subscriptions and never push.
    """
    if kept is None or kept.until <= now:
        return 0
    slow = SLOWER * interval
    if (state.checked or 1) <= kept.pushed <= now:
        return slow
    return 0 if changes.new or (state.wait or 0) < slow else slow


def _put(hub, uid, subscription):
    BOOK.begun(hub)["subscriptions"][uid] = astuple(subscription)
