"""The hub's timeline: one store of entries, kept as an annotation on the hub.

``Timeline`` is the store itself; the modules beside it read and write it. Visitors get their
entries from ``streams`` and ``entry_search``, records and editors from ``record`` and
``record_search``; ``documents``, ``submissions`` and ``downloads`` store entries, ``decisions``,
``marks`` and ``disposal`` people's decisions about them, ``pictures`` the pictures.

Only BTrees, persistent mappings, blobs and plain data are pickled, so nothing breaks when the
add-on is removed. Reading never writes. Timestamps are whole seconds since 1970 in UTC, a channel
is its UID.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

from zope.annotation.interfaces import IAnnotations

from .layout import Entry, Root, Values, existing_entry, find_entry, new_root
from .masks import Mask, masked_entry

KEY = "katrineholm.socialhub.timeline"


def timeline_of(obj: object) -> "Timeline":
    """Return the timeline of an annotatable object; an empty one is stored with its first write."""
    return Timeline(IAnnotations(obj))


class Timeline:
    """The stored mappings of one object, created for each use and never stored itself.

    Visitors see an entry without masked parts, as ``get``, ``kept`` and ``masked`` return it.
    """

    def __init__(self, annotations: MutableMapping[str, Any]) -> None:
        self._annotations = annotations

    @property
    def root(self) -> Root:
        """The stored mapping described in ``layout``; before the first write an empty one."""
        root: Root = self._annotations.get(KEY) or new_root()
        return root

    def begin(self) -> Root:
        """Return the stored mapping, created for the first write."""
        if KEY not in self._annotations:
            self._annotations[KEY] = new_root()
        return self.root

    @property
    def name(self) -> str:
        """The store's unique name; empty before the first write."""
        name: str = self._annotations.get(KEY, {}).get("name", "")
        return name

    def revision(self) -> int:
        """Return a number that changes whenever a visitor could see something else."""
        number: int = self.root["revision"]()
        return number

    def has(self, channel: str) -> bool:
        """Return whether a channel has ever had entries."""
        return channel in self.root["channels"]

    def whole(self, entry_id: str) -> Entry | None:
        """Return all that is stored of an entry, including masked parts: for records, editors."""
        return find_entry(self.root, entry_id)

    def get(self, entry_id: str) -> Entry | None:
        """Return the entry with this public id, including invisible ones: see ``is_visible``."""
        entry = find_entry(self.root, entry_id)
        return None if entry is None else masked_entry(self.root, entry)

    def kept(self, entry_id: str) -> Entry:
        """Return an entry that exists. Raise KeyError if it does not."""
        return masked_entry(self.root, existing_entry(self.root, entry_id))

    def masked(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return stored entries as visitors see them."""
        root = self.root
        return [masked_entry(root, each) for each in entries]

    def masks(self) -> Mapping[str, Mask]:
        """Return the mask of each masked entry, with its reason, person and time."""
        found: Mapping[str, Mask] = self.root.get("masks", {})
        return found

    def marks(self) -> Mapping[str, Values]:
        """Return the ``entry`` that has each mark, ``by`` whom and ``when``."""
        found: Mapping[str, Values] = self.root.get("marks", {})
        return found

    def waves(self) -> Mapping[str, Values]:
        """Return by channel the ``entries`` whose withdrawal is held back, and ``since``."""
        found: Mapping[str, Values] = self.root.get("waves", {})
        return found
