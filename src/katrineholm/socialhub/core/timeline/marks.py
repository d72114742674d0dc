"""The entries put first by people: one featured and one pinned in the whole store.

``marks`` in the root holds ``{"entry": id, "by": person, "when": timestamp}`` by the mark's name,
so that a page without marks loads nothing for them. A mark refers to the entry's id: neither a
fetch nor a change of the entry removes it, and an entry that is not visible is not put first.
"""

from collections.abc import Collection, Iterable
from typing import Any, TypeAlias

from . import query, twins
from .entry import is_visible, key_of
from .layout import Entry, Key, Root, entry_at, find

Marks: TypeAlias = dict[str, dict[str, Any]]
First: TypeAlias = dict[str, tuple[Key, Entry]]


def mark(root: Root, name: str, entry_id: str, by: str, now: int) -> str:
    """Give an entry a mark in place of any other; return the previous holder's id, or ``""``."""
    if find(root, entry_id) is None:
        return ""
    marks = of(root)
    before = marks.get(name, {}).get("entry", "")
    if before != entry_id:
        _put(root, _without(marks, entry_id) | {name: {"entry": entry_id, "by": by, "when": now}})
    return "" if before == entry_id else before


def unmark(root: Root, entry_id: str) -> bool:
    """Remove an entry's mark; return False if it has none."""
    marks = of(root)
    rest = _without(marks, entry_id)
    if rest != marks:
        _put(root, rest)
    return rest != marks


def of(root: Root) -> Marks:
    """Return the marks by their names."""
    marks: Marks = root.get("marks", {})
    return marks


def latest(
    root: Root, channels: Iterable[str], start: int, size: int, window: range, names: Iterable[str]
) -> list[Entry]:
    """Return the latest entries like ``query``, but with the marked ones first, and only there."""
    channels = dict.fromkeys(channels)
    first = _first(root, channels, names)
    shown = [entry for _, entry in first.values()][start : start + size]
    start = max(start - len(first), 0)
    return shown + _rest(root, channels, start, size - len(shown), window, first)


def _first(root: Root, channels: Collection[str], names: Iterable[str]) -> First:
    """Return ``(key, entry)`` of entries put first, by the id of the twin replaced further down.

    The key is that twin's, too. Twins of each other are put first once.
    """
    first: First = {}
    for name in names:
        entry = find(root, of(root)[name]["entry"]) if name in of(root) else None
        if entry is not None and entry["channel"] in channels and is_visible(entry):
            stead = twins.in_stead_of(root, entry, channels)
            first.setdefault(stead, (key_of(entry_at(root, stead)), entry))
    return first


def _rest(
    root: Root, channels: Collection[str], start: int, size: int, window: range, first: First
) -> list[Entry]:
    """Return the rest of a page when the entries put first are removed from the order by time."""
    page = query.latest(root, channels, start, size + len(first), window)
    # Each one that would have been before this page has moved its beginning by one.
    passed = sum(key < key_of(page[0]) for key, _ in first.values()) if page else 0
    rest = [entry for entry in page if entry["entry_id"] not in first]
    return rest[passed : passed + size]


def _without(marks: Marks, entry_id: str) -> Marks:
    return {name: mark for name, mark in marks.items() if mark["entry"] != entry_id}


def _put(root: Root, marks: Marks) -> None:
    """Assign new marks: the root notices a new value, not a change within the old one."""
    root["marks"] = marks
    root["revision"].change(1)
