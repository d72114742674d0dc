"""The snapshots that are kept of a hub's channels, and who has been reminded of one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from BTrees.OOBTree import OOBTree

from ...accounts.channels import books

KEY = "katrineholm.socialhub.snapshots"
BOOK = books.Book(KEY, {"snapshots": OOBTree, "latest": OOBTree, "reminded": OOBTree})
LAST = "g"  # after every id, which is in hexadecimal digits


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A channel (``uid``) as it stood at a moment (``taken``, seconds since 1970): a ZIP file.

    ``since`` is when the one before was taken, or 0; ``posts`` how many have come since.
    ``uploaded`` are the names of the files that a person has brought, empty where it was made of
    what is kept here. Of what was ``disposed`` of, by whom and when, there is no ``file`` any more.
    """

    id: str
    uid: str
    taken: int
    since: int
    posts: int
    size: int
    sha256: str
    by: str
    uploaded: tuple[str, ...]
    file: Any
    disposed: Mapping | None = None


def keep(hub, snapshot: Snapshot) -> None:
    """Keep a snapshot; it is changed only where something in it is disposed of."""
    _put(hub, snapshot)
    BOOK.begun(hub)["latest"][snapshot.uid] = snapshot.taken


def latest(hub, uid: str, now: int) -> int:
    """When a channel's latest snapshot was taken, 0 before the first.

    A clock may have been wrong: nothing was taken in a time to come.
    """
    taken = BOOK.read(hub)["latest"].get(uid, 0)
    return taken if taken <= now else 0


def of_channel(hub, uid: str) -> Iterator[Snapshot]:
    """A channel's snapshots, the newest first."""
    found = BOOK.read(hub)["snapshots"].values((uid, ""), (uid, LAST))
    return (Snapshot(**each) for each in reversed(list(found)))


def every(hub) -> Iterator[Snapshot]:
    """All snapshots of a hub, by channel."""
    return (Snapshot(**each) for each in BOOK.read(hub)["snapshots"].values())


def empty(hub, uid: str, id: str, told: Mapping) -> None:
    """Let a snapshot's file go; what is known of it stays."""
    kept = BOOK.begun(hub)["snapshots"]
    kept[uid, id] = {**kept[uid, id], "file": None, "disposed": dict(told)}


def change_file(hub, snapshot: Snapshot, file, size: int, sha256: str) -> None:
    """Put another file in the place of a snapshot's."""
    _put(hub, replace(snapshot, file=file, size=size, sha256=sha256))


def one(hub, uid: str, id: str) -> Snapshot | None:
    """A channel's snapshot of this id."""
    found = BOOK.read(hub)["snapshots"].get((uid, id))
    return found and Snapshot(**found)


def is_reminded(hub, uid: str, day: str) -> bool:
    """Whether somebody has been reminded of what was due on a day (ISO 8601)."""
    return BOOK.read(hub)["reminded"].get(uid) == day


def note_reminder(hub, uid: str, day: str) -> None:
    """Somebody is reminded: once, however long it is put off."""
    BOOK.begun(hub)["reminded"][uid] = day


def _put(hub, snapshot):
    kept = {name: getattr(snapshot, name) for name in Snapshot.__slots__}
    BOOK.begun(hub)["snapshots"][snapshot.uid, snapshot.id] = kept
