"""Decisions by people about entries: hide and release them, filter by words, limit their number."""

from typing import Any

from . import change_log, masks
from .entry import entry_key, is_held
from .indexes import update_channel_row, update_entry
from .layout import (
    Box,
    Entry,
    EntryFilter,
    Root,
    Stored,
    Values,
    channel_and_box,
    existing_entry,
    find_entry,
    optional_part,
)


def set_hidden(root: Root, entry_id: str, hidden: Values | None) -> bool:
    """Hide an entry by hand, or show it again; return whether anything changed.

    A person who hides an entry has reviewed it: it is no longer held, and is visible when shown
    again.
    """
    entry = find_entry(root, entry_id)
    if entry is None or bool(entry["hidden"]) == bool(hidden):
        return False
    _apply_decision(root, entry, {"hidden": hidden, "held": False})
    return True


def release_entry(root: Root, entry_id: str, released: Values) -> bool:
    """Publish a held entry; return whether it was held."""
    entry = find_entry(root, entry_id)
    if entry is None or not is_held(entry):
        return False
    _apply_decision(root, entry, {"held": False, "released": released})
    return True


def set_captions(root: Root, entry_id: str, captioned: Values | None) -> bool:
    """Record that a video has captions, or take that back; return whether anything changed."""
    entry = find_entry(root, entry_id)
    if entry is None or bool(entry.get("captioned")) == bool(captioned):
        return False
    _apply_decision(root, entry, {"captioned": captioned})
    return True


def apply_mask(root: Root, entry_id: str, mask: Values | None) -> list[str]:
    """Mask an entry, or show it whole again; return the ids of the entries changed.

    They are the entry's own and those of the same post in other channels.
    """
    ids = masks.set_mask(root, existing_entry(root, entry_id), mask)
    for each in ids:
        channel, box = channel_and_box(root, each)
        change_log.log_change(root, box, existing_entry(root, each))
        update_channel_row(root, channel, box)
    return ids


def apply_filter(root: Root, channel: str, passes: EntryFilter) -> int:
    """Apply the channel's word filter to every entry; return how many changed."""
    box = root["channels"][channel]
    due = [each for each in box["entries"].values() if each["filtered"] == bool(passes(each))]
    seen = [update_entry(root, box, each, {"filtered": not each["filtered"]}) for each in due]
    if any(seen):
        update_channel_row(root, channel, box)
    return len(due)


def apply_limits(root: Root, channel: str, *, keep: int | None, newer_than: int | None) -> int:
    """Expire the oldest visible entries, or restore some, until the limits hold.

    Return how many changed.
    """
    box = root["channels"][channel]
    visible = root["rows"].get(channel, (0,))[0]
    moved = 0
    while (entry := _next_due(box, visible, keep, newer_than)) is not None:
        update_entry(root, box, entry, {"expired": not entry["expired"]})
        visible += -1 if entry["expired"] else 1
        moved += 1
    if moved:
        update_channel_row(root, channel, box)
    return moved


def _apply_decision(root: Root, entry: Stored, changes: Values) -> None:
    channel, box = channel_and_box(root, entry["entry_id"])
    if update_entry(root, box, entry, changes):
        update_channel_row(root, channel, box)


def _next_due(box: Box, visible: int, keep: int | None, newer_than: int | None) -> Stored | None:
    oldest, back = _oldest_in(box["visible"]), _newest_in(optional_part(box, "expired"))
    too_many = keep is not None and visible > keep
    if oldest is not None and (too_many or _is_too_old(oldest, newer_than)):
        return oldest
    if back is not None and _fits(back, oldest, visible, keep, newer_than):
        return back
    return None


def _fits(
    back: Entry, oldest: Entry | None, visible: int, keep: int | None, newer_than: int | None
) -> bool:
    if _is_too_old(back, newer_than):
        return False
    room = keep is None or visible < keep
    return room or (oldest is not None and entry_key(back) < entry_key(oldest))


def _is_too_old(entry: Entry, newer_than: int | None) -> bool:
    return newer_than is not None and entry["time"] < newer_than


def _newest_in(tree: Any) -> Stored | None:
    entry: Stored | None = tree[tree.minKey()] if tree else None
    return entry


def _oldest_in(tree: Any) -> Stored | None:
    entry: Stored | None = tree[tree.maxKey()] if tree else None
    return entry
