"""The answers of a hub on their way to the services, and the ids of those that are there.

An answer waits until the worker claims it. The claim is stored before anything is sent: a claimed
answer whose outcome is not stored is looked for, and never sent again. Its text is in the message's
log alone. Times are in seconds since 1970.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from plone.dexterity.content import Container

from ... import PACKAGE_NAME, has_come
from ...accounts.channels import hub_storage
from ...core.feeds.links import comparable_url
from ...core.messages.integrity import sha256_hex

QUEUE, POSTED = f"{PACKAGE_NAME}.outgoing", f"{PACKAGE_NAME}.posted"
WAITING, CLAIMED, UNKNOWN = "waiting", "claimed", "unknown"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An answer that is to be posted, or looked for.

    ``claimed`` is when it was claimed, ``due`` the time of the next attempt. ``tries`` counts the
    attempts, or the looks that did not find an answer of unknown outcome. ``code`` and ``values``
    describe the latest error.
    """

    state: str
    queued: int
    due: int
    claimed: int = 0
    tries: int = 0
    code: str = ""
    values: tuple[tuple[str, str], ...] = ()


def queued_answer(hub: Container, number: int) -> Outgoing | None:
    """Return a message's answer on its way, or None."""
    kept = hub_storage.stored_data(hub, QUEUE, LOBTree).get(number)
    return Outgoing(*kept) if kept else None


def queue_answer(hub: Container, number: int, now: int) -> None:
    """Queue a message's answer, which replaces one that is still queued."""
    store_answer(hub, number, Outgoing(WAITING, now, now))


def store_answer(hub: Container, number: int, outgoing: Outgoing) -> None:
    """Store an answer on its way."""
    hub_storage.writable_data(hub, QUEUE, LOBTree)[number] = astuple(outgoing)


def update_answer(hub: Container, number: int, **values: Any) -> None:
    """Update some values of a queued answer; do nothing if it is not queued any more."""
    if kept := queued_answer(hub, number):
        store_answer(hub, number, replace(kept, **values))


def drop_answer(hub: Container, number: int) -> None:
    """Remove an answer from the queue, if it is there."""
    if queued_answer(hub, number):
        del hub_storage.writable_data(hub, QUEUE, LOBTree)[number]


def due_answers(hub: Container, now: int) -> list[int]:
    """Return the numbers of the messages whose answers are due, the longest overdue first."""
    queue = hub_storage.stored_data(hub, QUEUE, LOBTree)
    found = sorted((Outgoing(*kept).due, number) for number, kept in queue.items())
    return [number for due, number in found if has_come(due, now)]


def note_own_answer(hub: Container, number: int, names: Iterable[str]) -> None:
    """Note the id and URL of a posted answer, so that it does not come in as a comment."""
    posted = hub_storage.writable_data(hub, POSTED)
    posted.update({_key(name): number for name in names if name})


def is_own_answer(hub: Container, *names: str) -> bool:
    """Return whether a comment with one of these ids or URLs is an answer that was posted here."""
    posted = hub_storage.stored_data(hub, POSTED, OOBTree)
    return bool(posted) and any(_key(name) in posted for name in names if name)


def _key(name):
    return sha256_hex(comparable_url(name).encode())
