"""The hub's timeline, a store of entries in an annotation on the hub.

``Timeline`` is the store itself; the modules beside it read and write it. Visitors get their
entries from ``streams`` and ``entry_search``, records and editors from ``record`` and
``record_search``; ``documents``, ``submissions`` and ``downloads`` store entries, ``decisions``,
``marks`` and ``disposal`` people's decisions about them, ``pictures`` the pictures.

Only BTrees, persistent mappings, blobs and plain data are pickled, so nothing breaks when the
add-on is removed. Reading never writes. Timestamps are whole seconds since 1970 in UTC, a channel
is given by its UID.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

from zope.annotation.interfaces import IAnnotations

from .layout import Entry, Root, Values, existing_entry, find_entry, new_root
from .masks import Mask, masked_entry

KEY = "katrineholm.socialhub.timeline"


def timeline_of(obj: object) -> "Timeline":
    """Return the timeline of an annotatable object, which is stored when first written to."""
    return Timeline(IAnnotations(obj))


class Timeline:
    """The timeline of an object, as a wrapper around stored mappings that is created for each use.

    ``get``, ``existing`` and ``masked`` return entries as visitors see them, without masked parts.
    """

    def __init__(self, annotations: MutableMapping[str, Any]) -> None:
        self._annotations = annotations

    @property
    def root(self) -> Root:
        """The stored mapping described in ``layout``; an empty one before the first write."""
        root: Root = self._annotations.get(KEY) or new_root()
        return root

    def begin(self) -> Root:
        """Return the stored mapping, which is created if it does not exist."""
        if KEY not in self._annotations:
            self._annotations[KEY] = new_root()
        return self.root

    @property
    def name(self) -> str:
        """The store's unique name; empty before the first write."""
        name: str = self._annotations.get(KEY, {}).get("name", "")
        return name

    def revision(self) -> int:
        """Return a number that changes whenever visitors might see something else."""
        number: int = self.root["revision"]()
        return number

    def has(self, channel: str) -> bool:
        """Return whether a channel has ever had any entries."""
        return channel in self.root["channels"]

    def unmasked(self, entry_id: str) -> Entry | None:
        """Return an entry with its masked parts, for records and editors, or None."""
        return find_entry(self.root, entry_id)

    def get(self, entry_id: str) -> Entry | None:
        """Return the entry with this id as visitors see it, even if it is invisible; or None."""
        entry = find_entry(self.root, entry_id)
        return None if entry is None else masked_entry(self.root, entry)

    def existing(self, entry_id: str) -> Entry:
        """Return the entry with this id, which must exist, as visitors see it."""
        return masked_entry(self.root, existing_entry(self.root, entry_id))

    def masked(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return these stored entries as visitors see them."""
        root = self.root
        return [masked_entry(root, each) for each in entries]

    def masks(self) -> Mapping[str, Mask]:
        """Return the masks of masked entries by id, each with its reason, person and time."""
        found: Mapping[str, Mask] = self.root.get("masks", {})
        return found

    def marks(self) -> Mapping[str, Values]:
        """Return by mark the ``entry`` that has it, ``by`` whom and ``when`` it was set."""
        found: Mapping[str, Values] = self.root.get("marks", {})
        return found

    def waves(self) -> Mapping[str, Values]:
        """Return by channel the ``entries`` whose withdrawal is held back, and ``since`` when."""
        found: Mapping[str, Values] = self.root.get("waves", {})
        return found
