"""The entries put first by people: one featured and one pinned in the whole store.

``marks`` in the root holds ``{"entry": id, "by": person, "when": timestamp}`` by the mark's name,
so that a page without marks loads nothing for them. A mark refers to the entry's id: neither a
fetch nor a change of the entry removes it, and an entry that is not visible is not put first.
"""

from collections.abc import Collection, Iterable
from typing import Any, TypeAlias

from . import query, twins
from .entry import entry_key, is_visible
from .layout import Entry, Key, Root, existing_entry, find_entry

Marks: TypeAlias = dict[str, dict[str, Any]]
First: TypeAlias = dict[str, tuple[Key, Entry]]


def set_mark(root: Root, name: str, entry_id: str, by: str, now: int) -> str:
    """Give an entry a mark in place of any other; return the previous holder's id, or ``""``."""
    if find_entry(root, entry_id) is None:
        return ""
    marks = all_marks(root)
    before = marks.get(name, {}).get("entry", "")
    if before != entry_id:
        _assign_marks(
            root, _other_marks(marks, entry_id) | {name: {"entry": entry_id, "by": by, "when": now}}
        )
    return "" if before == entry_id else before


def remove_mark(root: Root, entry_id: str) -> bool:
    """Remove an entry's mark; return False if it has none."""
    marks = all_marks(root)
    rest = _other_marks(marks, entry_id)
    if rest != marks:
        _assign_marks(root, rest)
    return rest != marks


def all_marks(root: Root) -> Marks:
    """Return the marks by their names."""
    marks: Marks = root.get("marks", {})
    return marks


def page_with_marks(
    root: Root, channels: Iterable[str], start: int, size: int, window: range, names: Iterable[str]
) -> list[Entry]:
    """Return the latest entries like ``query``, but with the marked ones first, and only there."""
    channels = dict.fromkeys(channels)
    first = _marked_entries(root, channels, names)
    shown = [entry for _, entry in first.values()][start : start + size]
    start = max(start - len(first), 0)
    return shown + _unmarked_entries(root, channels, start, size - len(shown), window, first)


def _marked_entries(root: Root, channels: Collection[str], names: Iterable[str]) -> First:
    """Return ``(key, entry)`` of entries put first, by the id of the twin replaced further down.

    The key is that twin's, too. Twins of each other are put first once.
    """
    first: First = {}
    for name in names:
        entry = (
            find_entry(root, all_marks(root)[name]["entry"]) if name in all_marks(root) else None
        )
        if entry is not None and entry["channel"] in channels and is_visible(entry):
            stead = twins.shown_twin_id(root, entry, channels)
            first.setdefault(stead, (entry_key(existing_entry(root, stead)), entry))
    return first


def _unmarked_entries(
    root: Root, channels: Collection[str], start: int, size: int, window: range, first: First
) -> list[Entry]:
    """Return the rest of a page when the entries put first are removed from the order by time."""
    page = query.latest_entries(root, channels, start, size + len(first), window)
    # Each one that would have been before this page has moved its beginning by one.
    passed = sum(key < entry_key(page[0]) for key, _ in first.values()) if page else 0
    rest = [entry for entry in page if entry["entry_id"] not in first]
    return rest[passed : passed + size]


def _other_marks(marks: Marks, entry_id: str) -> Marks:
    return {name: mark for name, mark in marks.items() if mark["entry"] != entry_id}


def _assign_marks(root: Root, marks: Marks) -> None:
    """Assign new marks: the root notices a new value, not a change within the old one."""
    root["marks"] = marks
    root["revision"].change(1)
