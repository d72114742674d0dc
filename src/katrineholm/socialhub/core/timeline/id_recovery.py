"""Recognition of entries that come back with another id: some sources make new ids at each fetch.

Nothing of this is stored: an entry keeps its id in the store, and is matched again at each fetch.
"""

from collections import defaultdict
from collections.abc import Iterable
from heapq import merge
from itertools import islice
from typing import TypeAlias

from .entry import key_bounds
from .fingerprints import likeness_keys
from .layout import TREES, Box, Entry, Key, Values, optional_part
from .months import clamped_time

# A document has at most so many entries: those of the last one are among these.
MAX_CANDIDATES = 300

# Entries of a document, each with its id in the store.
IdentifiedEntries: TypeAlias = list[tuple[str, Values]]


def recovered_entries(box: Box, found: IdentifiedEntries) -> IdentifiedEntries:
    """Return a document's entries, in which new ones may have the id of a stored entry.

    A new entry is matched with a similar stored entry that is no longer in the document, and each
    of those with one new entry at most. Entries in the same document are never matched.
    """
    stored = box["entries"]
    new = [(name, entry) for name, entry in found if name not in stored]
    if not new or not stored:
        return found
    present = {name for name, _ in found}
    gone = [each for each in _candidates(box, new) if each["entry_id"] not in present]
    names = _matching_ids(new, gone)
    return [(names.get(name, name), entry) for name, entry in found]


def _candidates(box: Box, new: IdentifiedEntries) -> Iterable[Entry]:
    """Return stored entries of the same time; for undated entries, the newest stored ones."""
    moments = {entry["published"] for _, entry in new}
    found: dict[Key, Entry] = {}
    for moment in moments - {None}:
        at = clamped_time(moment)
        for tree in TREES:
            found.update(
                islice(optional_part(box, tree).items(*key_bounds(at, at + 1)), MAX_CANDIDATES)
            )
    if None in moments:
        found.update(
            islice(merge(*(optional_part(box, tree).items() for tree in TREES)), MAX_CANDIDATES)
        )
    return found.values()


def _matching_ids(new: IdentifiedEntries, gone: Iterable[Entry]) -> dict[str, str]:
    """Return the stored id for each matched new one, starting with the surest keys."""
    stored_ids: defaultdict[object, list[str]] = defaultdict(list)
    for entry in gone:
        for likeness in likeness_keys(entry).values():
            stored_ids[likeness].append(entry["entry_id"])
    keyed = [(name, likeness_keys(entry)) for name, entry in new] if stored_ids else []
    names: dict[str, str] = {}
    for kind in ("all", "title", "text", "both"):
        taken = set(names.values())
        for name, own in keyed:
            free = (each for each in stored_ids.get(own.get(kind), ()) if each not in taken)
            if name not in names and (match := next(free, "")):
                names[name] = match
                taken.add(match)
    return names
