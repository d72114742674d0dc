"""Marks of the entries that are shown first: one featured and one pinned in the whole store.

``marks`` in the root holds ``{"entry": id, "by": person, "when": timestamp}`` by the mark's name,
so that a page without marks loads nothing for them. A mark refers to the entry's id, so neither a
fetch nor a change of the entry removes it; an entry that is not visible is not shown first.
"""

from typing import Any, TypeAlias

from .change_log import log_change
from .layout import Root, channel_and_box, find_entry
from .store import Timeline

Marks: TypeAlias = dict[str, dict[str, Any]]


def set_mark(timeline: Timeline, name: str, entry_id: str, *, by: str, now: int) -> str:
    """Make an entry the only ``featured`` or ``pinned`` one, and remove its other mark.

    Return the id of the previous holder of the mark, or an empty string. Nothing happens if the
    entry does not exist.
    """
    root = timeline.root
    if find_entry(root, entry_id) is None:
        return ""
    marks: Marks = root.get("marks", {})
    before = marks.get(name, {}).get("entry", "")
    if before != entry_id:
        _assign_marks(
            root, _other_marks(marks, entry_id) | {name: {"entry": entry_id, "by": by, "when": now}}
        )
    return "" if before == entry_id else before


def remove_mark(timeline: Timeline, entry_id: str) -> bool:
    """Remove the mark that an entry has; return False if it has none."""
    marks: Marks = timeline.root.get("marks", {})
    rest = _other_marks(marks, entry_id)
    if rest != marks:
        _assign_marks(timeline.root, rest)
    return rest != marks


def _other_marks(marks: Marks, entry_id: str) -> Marks:
    return {name: mark for name, mark in marks.items() if mark["entry"] != entry_id}


def _assign_marks(root: Root, marks: Marks) -> None:
    """Assign new marks: the root notices a new value, not a change within the old one."""
    before: Marks = root.get("marks", {})
    root["marks"] = marks
    root["revision"].change(1)
    old = {each["entry"] for name, each in before.items() if marks.get(name) != each}
    new = {each["entry"] for name, each in marks.items() if before.get(name) != each}
    for entry_id in old | new:
        if (entry := find_entry(root, entry_id)) is not None:
            log_change(root, channel_and_box(root, entry_id)[1], entry)
