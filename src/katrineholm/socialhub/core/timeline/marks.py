"""The entry that people put first: one featured and one pinned in the whole store.

``marks`` holds ``{"entry": id, "by": who, "when": moment}`` by the mark's name, within the root,
so that a page without a mark reads nothing for it. A mark goes by the entry's id: neither a new
fetch nor a change of the entry takes it away, and an entry that is not visible is not put first.
"""

from . import query, twins
from .entry import is_visible, key_of
from .layout import find

NAMES = ("featured", "pinned")  # as they stand


def mark(root, name: str, entry_id: str, by: str, now: int) -> str:
    """Give an entry a mark in place of any other; the id of the entry that had it, or ``""``."""
    if find(root, entry_id) is None:
        return ""
    marks = of(root)
    before = marks.get(name, {}).get("entry", "")
    if before != entry_id:
        _put(root, _without(marks, entry_id) | {name: {"entry": entry_id, "by": by, "when": now}})
    return "" if before == entry_id else before


def unmark(root, entry_id: str) -> bool:
    """Take an entry's mark away; False where it has none."""
    marks = of(root)
    rest = _without(marks, entry_id)
    if rest != marks:
        _put(root, rest)
    return rest != marks


def of(root) -> dict[str, dict]:
    """The marks by their names."""
    return root.get("marks", {})


def latest(root, channels, start: int, size: int, window: range, names) -> list:
    """``query.latest``, but what has one of these marks stands first, and nowhere else."""
    channels = dict.fromkeys(channels)
    first = _first(root, channels, names)
    shown = [entry for _, entry in first.values()][start : start + size]
    start = max(start - len(first), 0)
    return shown + _rest(root, channels, start, size - len(shown), window, first)


def _first(root, channels, names) -> dict:
    """``(key, entry)`` of what stands first, by the id of the twin that is left out further down.

    The key is that twin's, too. Twins of each other stand first once.
    """
    first = {}
    for name in names:
        entry = find(root, of(root)[name]["entry"]) if name in of(root) else None
        if entry is not None and entry["channel"] in channels and is_visible(entry):
            stead = twins.in_stead_of(root, entry, channels)
            first.setdefault(stead, (key_of(find(root, stead)), entry))
    return first


def _rest(root, channels, start: int, size: int, window: range, first) -> list:
    """A page of what is left when those that stand first are taken out of the order by time."""
    page = query.latest(root, channels, start, size + len(first), window)
    # Each one that would have stood before this page has moved its beginning by one.
    passed = sum(key < key_of(page[0]) for key, _ in first.values()) if page else 0
    rest = [entry for entry in page if entry["entry_id"] not in first]
    return rest[passed : passed + size]


def _without(marks: dict, entry_id: str) -> dict:
    return {name: mark for name, mark in marks.items() if mark["entry"] != entry_id}


def _put(root, marks: dict) -> None:
    """The root is told of a new value, not of a change within the old one."""
    root["marks"] = marks
    root["revision"].change(1)
