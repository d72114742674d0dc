"""The files of snapshots and acknowledged packages, which can be disposed of.

The hashes of the files stay, and the facts that they were made, by whom and of which channel.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels import history
from ...accounts.channels.facts import any_channel
from ..packages import order_storage as packages
from ..packages import snapshot_storage as snapshots
from ..packages.file_holds import is_kept

KIND = "snapshot"
STEP = "snapshot-disposed"
SNAPSHOT, PACKAGE = "snapshot", "package"
TITLES = {SNAPSHOT: _("Snapshot"), PACKAGE: _("Package for the archive")}


class StoredFile(NamedTuple):
    """A snapshot or a package.

    ``whose`` is the UID of its channel or administration, and ``taken`` is in seconds since 1970;
    ``hashes`` are those of its files, which have ``messages``, too, if they were ordered.
    """

    id: str
    sort: str
    whose: str
    taken: int
    hashes: tuple[str, ...]
    messages: bool = False
    has_files: bool = True

    @property
    def title(self) -> Message:
        return TITLES[self.sort]


def stored_files(hub: Container) -> Iterator[StoredFile]:
    """Yield all snapshots and acknowledged packages that still have their files."""
    return (each for each in all_files(hub) if each.has_files)


def all_files(hub: Container) -> Iterator[StoredFile]:
    """Yield all snapshots and acknowledged packages, also those that have been disposed of."""
    for each in snapshots.all_snapshots(hub):
        id, has_file = f"{SNAPSHOT}:{each.uid}:{each.id}", each.disposed is None
        yield StoredFile(id, SNAPSHOT, each.uid, each.taken, (each.sha256,), has_files=has_file)
    for order in packages.all_orders(hub):
        if order.receipt and order.taken:
            hashes = tuple(part["sha256"] for part in order.parts)
            place = f"{PACKAGE}:{order.id}", PACKAGE, order.whose, order.taken
            yield StoredFile(*place, hashes, order.messages, order.has_files)


def is_disposable(hub: Container, each: StoredFile) -> bool:
    """Return whether nothing in a snapshot or package is held or in an open request."""
    return not is_kept(hub, each.whose, each.taken, messages=each.messages)


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
