"""The entry that people put first: one featured and one pinned in the whole store.

``marks`` holds ``{"entry": id, "by": who, "when": moment}`` by the mark's name, within the root,
so that a page without a mark reads nothing for it. A mark goes by the entry's id: neither a new
fetch nor a change of the entry takes it away, and an entry that is not visible is not put first.
"""

from collections.abc import Collection, Iterable
from typing import Any, TypeAlias

from . import query, twins
from .entry import is_visible, key_of
from .layout import Entry, Key, Root, entry_at, find

NAMES = ("featured", "pinned")  # as they stand

Marks: TypeAlias = dict[str, dict[str, Any]]
First: TypeAlias = dict[str, tuple[Key, Entry]]


def mark(root: Root, name: str, entry_id: str, by: str, now: int) -> str:
    """Give an entry a mark in place of any other; the id of the entry that had it, or ``""``."""
    if find(root, entry_id) is None:
        return ""
    marks = of(root)
    before = marks.get(name, {}).get("entry", "")
    if before != entry_id:
        _put(root, _without(marks, entry_id) | {name: {"entry": entry_id, "by": by, "when": now}})
    return "" if before == entry_id else before


def unmark(root: Root, entry_id: str) -> bool:
    """Take an entry's mark away; False where it has none."""
    marks = of(root)
    rest = _without(marks, entry_id)
    if rest != marks:
        _put(root, rest)
    return rest != marks


def of(root: Root) -> Marks:
    """The marks by their names."""
    marks: Marks = root.get("marks", {})
    return marks


def latest(
    root: Root, channels: Iterable[str], start: int, size: int, window: range, names: Iterable[str]
) -> list[Entry]:
    """``query.latest``, but what has one of these marks stands first, and nowhere else."""
    channels = dict.fromkeys(channels)
    first = _first(root, channels, names)
    shown = [entry for _, entry in first.values()][start : start + size]
    start = max(start - len(first), 0)
    return shown + _rest(root, channels, start, size - len(shown), window, first)


def _first(root: Root, channels: Collection[str], names: Iterable[str]) -> First:
    """``(key, entry)`` of what stands first, by the id of the twin that is left out further down.

    The key is that twin's, too. Twins of each other stand first once.
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
    """A page of what is left when those that stand first are taken out of the order by time."""
    page = query.latest(root, channels, start, size + len(first), window)
    # Each one that would have stood before this page has moved its beginning by one.
    passed = sum(key < key_of(page[0]) for key, _ in first.values()) if page else 0
    rest = [entry for entry in page if entry["entry_id"] not in first]
    return rest[passed : passed + size]


def _without(marks: Marks, entry_id: str) -> Marks:
    return {name: mark for name, mark in marks.items() if mark["entry"] != entry_id}


def _put(root: Root, marks: Marks) -> None:
    """The root is told of a new value, not of a change within the old one."""
    root["marks"] = marks
    root["revision"].change(1)
