"""The storage of the snapshots of a hub's channels, and of reminders to upload screenshots."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from BTrees.OOBTree import OOBTree
from plone.dexterity.content import Container
from ZODB.blob import Blob

from ...accounts.channels import archive_log, hub_storage
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.times import local_date
from ...core.timeline.record import record_extent
from ...core.timeline.store import timeline_of
from ...site.settings.registry import setting

KEY = "katrineholm.socialhub.snapshots"
BOOK = hub_storage.HubStorage(KEY, {"snapshots": OOBTree, "latest": OOBTree, "reminded": OOBTree})
LOGGED = "snapshot"
AFTER_ANY_ID = "g"  # after every id, which is in hexadecimal digits


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A ZIP file of a channel (``uid``) as it was at ``taken`` (seconds since 1970).

    ``since`` is the time of the previous snapshot, or 0; ``posts`` is the count of posts since
    then. ``uploaded`` has the names of the uploaded files; it is empty if the snapshot was made of
    stored posts. If it has been disposed of, ``file`` is None, and ``disposed`` states by whom.
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


def store_snapshot(hub: Container, snapshot: Snapshot) -> None:
    """Store a new snapshot as the latest one of its channel."""
    _put(hub, snapshot)
    BOOK.writable(hub)["latest"][snapshot.uid] = snapshot.taken


def latest_time(hub: Container, uid: str, now: int) -> int:
    """Return the time of a channel's latest snapshot; 0 if there is none, or if it is after now."""
    taken = BOOK.read(hub)["latest"].get(uid, 0)
    return taken if taken <= now else 0


def latest_times(hub: Container) -> Iterator[int]:
    """Return the time of each channel's latest snapshot."""
    return iter(BOOK.read(hub)["latest"].values())


def channel_snapshots(hub: Container, uid: str) -> Iterator[Snapshot]:
    """Return a channel's snapshots, newest first."""
    found = BOOK.read(hub)["snapshots"].values((uid, ""), (uid, AFTER_ANY_ID))
    return (Snapshot(**each) for each in reversed(list(found)))


def all_snapshots(hub: Container) -> Iterator[Snapshot]:
    """Return all snapshots of a hub, grouped by channel."""
    return (Snapshot(**each) for each in BOOK.read(hub)["snapshots"].values())


def delete_file(hub: Container, uid: str, id: str, disposal: Mapping) -> None:
    """Delete the file of a snapshot and note its disposal; its other values remain."""
    kept = BOOK.writable(hub)["snapshots"]
    kept[uid, id] = {**kept[uid, id], "file": None, "disposed": dict(disposal)}
    _note(hub, uid, id)


def replace_file(hub: Container, snapshot: Snapshot, file: Blob, size: int, sha256: str) -> None:
    """Replace the file of a snapshot, with its size and hash."""
    _put(hub, replace(snapshot, file=file, size=size, sha256=sha256))


def find_snapshot(hub: Container, uid: str, id: str) -> Snapshot | None:
    """Return a channel's snapshot with this id, or None."""
    found = BOOK.read(hub)["snapshots"].get((uid, id))
    return found and Snapshot(**found)


def is_reminded(hub: Container, uid: str, day: str) -> bool:
    """Return whether a reminder was sent for a channel's snapshot due on a day (ISO 8601)."""
    return BOOK.read(hub)["reminded"].get(uid) == day


def note_reminder(hub: Container, uid: str, day: str) -> None:
    """Store that the reminder for a channel's snapshot due on a day has been sent."""
    BOOK.writable(hub)["reminded"][uid] = day


def _put(hub, snapshot):
    kept = {name: getattr(snapshot, name) for name in Snapshot.__slots__}
    BOOK.writable(hub)["snapshots"][snapshot.uid, snapshot.id] = kept
    _note(hub, snapshot.uid, snapshot.id)


def logged_snapshots(hub: Container) -> Iterator[tuple[str, dict]]:
    """Yield name and stored values of each snapshot, as they are logged."""
    for (uid, id), values in BOOK.read(hub)["snapshots"].items():
        yield f"{uid}:{id}", _logged_values(values)


def _note(hub, uid, id):
    values = BOOK.read(hub)["snapshots"][uid, id]
    archive_log.note_record(hub, LOGGED, f"{uid}:{id}", _logged_values(values))


def _logged_values(values):
    """Return the values without the file, for which its hash stands."""
    return {name: each for name, each in values.items() if name != "file"}


def next_snapshot_day(hub: Container, facts: ChannelFacts, now: int) -> date | None:
    """Return the day on which a channel's next snapshot is due, or None.

    The interval in the settings starts at the latest snapshot, or when the channel became official.
    """
    months = setting("snapshot_months")
    if not months or not facts.speaks:
        return None
    if taken := latest_time(hub, facts.uid, now):
        return add_months(local_date(taken), months)
    since = facts.official_since
    return add_months(date.fromisoformat(since), months) if since else None


def has_stored_posts(hub: Container, facts: ChannelFacts) -> bool:
    """Return whether a channel has a feed or stored posts, so that a snapshot can be made."""
    return bool(facts.feed_url) or record_extent(timeline_of(hub), facts.uid) is not None


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
