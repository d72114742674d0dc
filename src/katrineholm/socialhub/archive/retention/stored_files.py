"""The files of snapshots and acknowledged packages, which can be disposed of.

The hashes of the files stay, and the facts that they were made, by whom and of which channel.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels import history, holds
from ...accounts.channels.facts import all_channels, any_channel
from ...core.timeline.record import ids_before
from ...core.timeline.store import timeline_of
from ..packages import order_storage as packages
from ..packages import snapshot_storage as snapshots

KIND = "snapshot"
STEP = "snapshot-disposed"
SNAPSHOT, PACKAGE = "snapshot", "package"
TITLES = {SNAPSHOT: _("Snapshot"), PACKAGE: _("Package for the archive")}


class StoredFile(NamedTuple):
    """A snapshot or a package that still has its files.

    ``whose`` is the UID of its channel or administration, and ``taken`` is in seconds since 1970;
    ``hashes`` are those of its files.
    """

    id: str
    sort: str
    whose: str
    taken: int
    hashes: tuple[str, ...]

    @property
    def title(self) -> Message:
        return TITLES[self.sort]


def stored_files(hub: Container) -> Iterator[StoredFile]:
    """Yield all snapshots and acknowledged packages that still have their files."""
    for each in snapshots.all_snapshots(hub):
        if each.disposed is None:
            id = f"{SNAPSHOT}:{each.uid}:{each.id}"
            yield StoredFile(id, SNAPSHOT, each.uid, each.taken, (each.sha256,))
    for order in packages.all_orders(hub):
        if order.has_files and order.receipt and order.taken:
            hashes = tuple(part["sha256"] for part in order.parts)
            yield StoredFile(f"{PACKAGE}:{order.id}", PACKAGE, order.whose, order.taken, hashes)


def is_disposable(hub: Container, each: StoredFile) -> bool:
    """Return whether no channel or post in a snapshot or package is held or in an open request."""
    channels = [f.uid for f in all_channels(hub) if each.whose in (f.uid, f.administration.uid)]
    timeline = timeline_of(hub)
    return all(
        holds.may_dispose(hub, holds.CHANNEL, uid, uid)
        and all(
            holds.may_dispose(hub, holds.ENTRY, entry_id, uid)
            for entry_id in ids_before(timeline, uid, end=each.taken)
        )
        for uid in {each.whose, *channels}
    )


def find_stored_file(hub: Container, id: str) -> StoredFile | None:
    """Return the snapshot or package with this id; None if it has no files to dispose of."""
    return next((each for each in stored_files(hub) if each.id == id), None)


def erase_stored_file(hub: Container, each: StoredFile, confirmation: Mapping) -> None:
    """Remove the files of a snapshot or a package permanently.

    ``confirmation`` states ``by`` whom, ``when`` and by which ``decision`` it was confirmed.
    """
    name = each.id.rpartition(":")[2]
    if each.sort == PACKAGE:
        packages.update_order(hub, name, removed=confirmation["when"])
        return
    snapshots.delete_file(hub, each.whose, name, confirmation)
    if facts := any_channel(hub, each.whose):
        channel = hub.unrestrictedTraverse(facts.path)
        history.note_event(channel, STEP, f"{confirmation['decision']}, SHA-256 {each.hashes[0]}")
