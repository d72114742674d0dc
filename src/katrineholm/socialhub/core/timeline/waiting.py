"""The entries that are held until somebody has looked at them.

``waiting`` holds the keys of a channel's by the channel, so that what waits in a hub is found, and
counted, without opening a box. A channel's set stays when it is empty: two connections that
decide on two channels then write two objects.
"""

from collections import Counter
from collections.abc import Iterable
from heapq import merge
from itertools import islice
from typing import Any

from BTrees.OOBTree import OOBTree, OOTreeSet

from .entry import is_waiting, key_of
from .layout import Entry, Key, Root, entry_at


def key_in(entry: Entry) -> Key | None:
    """The entry's key where it waits, to be compared before and after a change."""
    return key_of(entry) if is_waiting(entry) else None


def move(root: Root, channel: str, before: Key | None, after: Key | None) -> None:
    """Keep the channel's set in step with an entry that is new or has changed."""
    if before == after:
        return
    keys = _kept(root, channel)
    if before is not None:
        keys.remove(before)
    if after is not None:
        keys.insert(after)


def numbers(root: Root) -> Counter[str]:
    """How many entries wait, by channel; channels where none does are left out."""
    return +Counter({channel: len(keys) for channel, keys in root.get("waiting", {}).items()})


def newest(root: Root, channels: Iterable[str], size: int) -> list[Entry]:
    """What waits in these channels, newest first."""
    kept = root.get("waiting", {})
    keys = merge(*(kept.get(channel, ()) for channel in dict.fromkeys(channels)))
    return [entry_at(root, entry_id) for _, entry_id in islice(keys, size)]


def _kept(root: Root, channel: str) -> Any:
    """The channel's set, made at its first key, as is what holds it in an older store."""
    if "waiting" not in root:
        root["waiting"] = OOBTree()
    if channel not in root["waiting"]:
        root["waiting"][channel] = OOTreeSet()
    return root["waiting"][channel]
