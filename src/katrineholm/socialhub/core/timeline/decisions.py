"""People's decisions about entries: to hide, release, mask, filter and limit them."""

from collections.abc import Collection, Iterable

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
from .store import Timeline


def hide_entry(timeline: Timeline, entry_id: str, *, by: str, now: int) -> bool:
    """Hide an entry permanently; return False if it does not exist or is already hidden.

    A person who hides an entry has reviewed it, so it is no longer held, and becomes visible when
    it is shown again.
    """
    entry = find_entry(timeline.root, entry_id)
    if entry is None or entry["hidden"]:
        return False
    _apply_decision(timeline.root, entry, {"hidden": {"by": by, "when": now}, "held": False})
    return True


def show_entry(timeline: Timeline, entry_id: str) -> bool:
    """Undo ``hide_entry``; return False if there is nothing to undo."""
    entry = find_entry(timeline.root, entry_id)
    if entry is None or not entry["hidden"]:
        return False
    _apply_decision(timeline.root, entry, {"hidden": None, "held": False})
    return True


def release_entry(timeline: Timeline, entry_id: str, *, by: str, now: int) -> bool:
    """Publish a held entry; return False if no entry with this id is held."""
    entry = find_entry(timeline.root, entry_id)
    if entry is None or not is_held(entry):
        return False
    released = {"by": by, "when": now}
    _apply_decision(timeline.root, entry, {"held": False, "released": released})
    return True


def set_captions(timeline: Timeline, entry_id: str, captioned: Values | None) -> bool:
    """Record who has seen captions of a video, or undo that; return whether anything changed."""
    entry = find_entry(timeline.root, entry_id)
    if entry is None or bool(entry.get("captioned")) == bool(captioned):
        return False
    _apply_decision(timeline.root, entry, {"captioned": captioned})
    return True


def mask_entry(
    timeline: Timeline,
    entry_id: str,
    words: Collection[str],
    pictures: Collection[str],
    *,
    reason: str,
    by: str,
    now: int,
) -> list[str]:
    """Mask passages of text, and pictures by their names, in the public view of an entry.

    The mask also applies to later versions and to the same post in other channels. Return the ids
    of all masked entries. The entry must exist.
    """
    mask = {"words": tuple(words), "pictures": tuple(pictures)}
    facts = {"reason": reason, "by": by, "when": now}
    return _change_mask(timeline.root, entry_id, {**mask, **facts})


def unmask_entry(timeline: Timeline, entry_id: str) -> list[str]:
    """Remove an entry's mask; return the ids of all entries that have changed."""
    return _change_mask(timeline.root, entry_id, None)


def missing_passages(timeline: Timeline, entry_id: str, words: Iterable[str]) -> list[str]:
    """Return those passages that neither an entry nor its earlier versions contain."""
    entry = existing_entry(timeline.root, entry_id)
    return [each for each in words if not masks.is_passage_in(entry, each)]


def apply_filter(timeline: Timeline, channel: str, passes: EntryFilter) -> int:
    """Apply a channel's changed word filter to every entry; return how many entries changed."""
    if not timeline.has(channel):
        return 0
    root = timeline.root
    box = root["channels"][channel]
    due = [each for each in box["entries"].values() if each["filtered"] == bool(passes(each))]
    seen = [update_entry(root, box, each, {"filtered": not each["filtered"]}) for each in due]
    if any(seen):
        update_channel_row(root, channel, box)
    return len(due)


def apply_limits(
    timeline: Timeline, channel: str, *, keep: int | None = None, newer_than: int | None = None
) -> int:
    """Hide a channel's oldest entries, or show them again; return how many entries changed.

    At most ``keep`` entries are shown, and none older than ``newer_than``. Expired entries remain
    stored.
    """
    if not timeline.has(channel):
        return 0
    root = timeline.root
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


def _change_mask(root: Root, entry_id: str, mask: Values | None) -> list[str]:
    ids = masks.set_mask(root, existing_entry(root, entry_id), mask)
    for each in ids:
        channel, box = channel_and_box(root, each)
        change_log.log_change(root, box, existing_entry(root, each))
        update_channel_row(root, channel, box)
    return ids


def _apply_decision(root: Root, entry: Stored, changes: Values) -> None:
    channel, box = channel_and_box(root, entry["entry_id"])
    if update_entry(root, box, entry, changes):
        update_channel_row(root, channel, box)


def _next_due(box: Box, visible: int, keep: int | None, newer_than: int | None) -> Stored | None:
    shown, expired = box["visible"], optional_part(box, "expired")
    oldest: Stored | None = shown[shown.maxKey()] if shown else None
    back: Stored | None = expired[expired.minKey()] if expired else None
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
