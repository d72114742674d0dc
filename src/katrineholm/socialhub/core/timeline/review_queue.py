"""Entries that are held for review.

``waiting`` has a set of keys for each channel, so that held entries are found and counted without
loading a box. An empty set is not removed: two connections that decide about two channels then
write two objects.
"""

from collections import Counter
from collections.abc import Iterable
from heapq import merge
from itertools import islice

from BTrees.OOBTree import OOBTree, OOTreeSet

from .entry import entry_key, is_held
from .layout import Entry, Key, Root, existing_entry
from .store import Timeline


def queue_key(entry: Entry) -> Key | None:
    """Return an entry's key if it is held, to be compared before and after a change; else None."""
    return entry_key(entry) if is_held(entry) else None


def update_queue(root: Root, channel: str, before: Key | None, after: Key | None) -> None:
    """Update a channel's set of held entries for an entry that is new or has changed."""
    if before == after:
        return
    # Created for its first key; in an older store, with its holder.
    keys = root.setdefault("waiting", OOBTree()).setdefault(channel, OOTreeSet())
    if before is not None:
        keys.remove(before)
    if after is not None:
        keys.insert(after)


def queue_sizes(timeline: Timeline) -> Counter[str]:
    """Return the number of held entries in each channel that has any."""
    queues = timeline.root.get("waiting", {})
    return +Counter({channel: len(keys) for channel, keys in queues.items()})


def queued_entries(timeline: Timeline, channels: Iterable[str], size: int) -> list[Entry]:
    """Return the first ``size`` held entries of these channels, newest first."""
    root = timeline.root
    queues = root.get("waiting", {})
    keys = merge(*(queues.get(channel, ()) for channel in dict.fromkeys(channels)))
    return [existing_entry(root, entry_id) for _, entry_id in islice(keys, size)]
