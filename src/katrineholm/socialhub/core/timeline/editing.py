"""Decisions by people about entries: hide and release them, filter by words, limit their number."""

from typing import Any

from . import changes, masks
from .entry import is_waiting, key_of
from .layout import Box, Entry, Root, Shown, Stored, Values, box_holding, entry_at, find, part
from .places import publish, settle


def mark_hidden(root: Root, entry_id: str, hidden: Values | None) -> bool:
    """Hide an entry by hand, or show it again; return whether anything changed.

    A person who hides an entry has reviewed it: it is no longer held, and is visible when shown
    again.
    """
    entry = find(root, entry_id)
    if entry is None or bool(entry["hidden"]) == bool(hidden):
        return False
    _decide(root, entry, {"hidden": hidden, "held": False})
    return True


def release(root: Root, entry_id: str, released: Values) -> bool:
    """Publish a held entry; return whether it was held."""
    entry = find(root, entry_id)
    if entry is None or not is_waiting(entry):
        return False
    _decide(root, entry, {"held": False, "released": released})
    return True


def mark_captioned(root: Root, entry_id: str, captioned: Values | None) -> bool:
    """Record that a video has captions, or take that back; return whether anything changed."""
    entry = find(root, entry_id)
    if entry is None or bool(entry.get("captioned")) == bool(captioned):
        return False
    _decide(root, entry, {"captioned": captioned})
    return True


def mark_masked(root: Root, entry_id: str, mask: Values | None) -> list[str]:
    """Mask an entry, or show it whole again; return the ids of the entries changed.

    They are the entry's own and those of the same post in other channels.
    """
    ids = masks.put(root, entry_at(root, entry_id), mask)
    for each in ids:
        channel, box = box_holding(root, each)
        changes.note(root, box, entry_at(root, each))
        publish(root, channel, box)
    return ids


def refilter(root: Root, channel: str, passes: Shown) -> int:
    """Apply the channel's word filter to every entry; return how many changed."""
    box = root["channels"][channel]
    due = [each for each in box["entries"].values() if each["filtered"] == bool(passes(each))]
    seen = [settle(root, box, each, {"filtered": not each["filtered"]}) for each in due]
    if any(seen):
        publish(root, channel, box)
    return len(due)


def trim(root: Root, channel: str, *, keep: int | None, newer_than: int | None) -> int:
    """Expire the oldest visible entries, or restore some, until the limits hold.

    Return how many changed.
    """
    box = root["channels"][channel]
    visible = root["rows"].get(channel, (0,))[0]
    moved = 0
    while (entry := _due(box, visible, keep, newer_than)) is not None:
        settle(root, box, entry, {"expired": not entry["expired"]})
        visible += -1 if entry["expired"] else 1
        moved += 1
    if moved:
        publish(root, channel, box)
    return moved


def _decide(root: Root, entry: Stored, changes: Values) -> None:
    channel, box = box_holding(root, entry["entry_id"])
    if settle(root, box, entry, changes):
        publish(root, channel, box)


def _due(box: Box, visible: int, keep: int | None, newer_than: int | None) -> Stored | None:
    oldest, back = _last(box["visible"]), _first(part(box, "expired"))
    too_many = keep is not None and visible > keep
    if oldest is not None and (too_many or _too_old(oldest, newer_than)):
        return oldest
    if back is not None and _fits(back, oldest, visible, keep, newer_than):
        return back
    return None


def _fits(
    back: Entry, oldest: Entry | None, visible: int, keep: int | None, newer_than: int | None
) -> bool:
    if _too_old(back, newer_than):
        return False
    room = keep is None or visible < keep
    return room or (oldest is not None and key_of(back) < key_of(oldest))


def _too_old(entry: Entry, newer_than: int | None) -> bool:
    return newer_than is not None and entry["time"] < newer_than


def _first(tree: Any) -> Stored | None:
    entry: Stored | None = tree[tree.minKey()] if tree else None
    return entry


def _last(tree: Any) -> Stored | None:
    entry: Stored | None = tree[tree.maxKey()] if tree else None
    return entry
