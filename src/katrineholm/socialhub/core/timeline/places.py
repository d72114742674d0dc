"""The indexes of a stored entry: its channel's trees, and everything that counts it."""

from typing import Any

from . import changes as log
from . import describing, masks, months, twins, waiting, weeks
from .entry import key_of, tree_of
from .layout import Box, Entry, Key, Root, Stored, Values, begun


def settle(root: Root, box: Box, entry: Stored, changes: Values) -> bool:
    """Change a stored entry and update its indexes; return whether visitors saw or see it.

    If so, the caller updates the channel's row.
    """
    before, stood, waited = _place(entry), twins.standing(entry), waiting.key_in(entry)
    described = describing.standing(entry)
    entry.update(changes)
    after = _place(entry)
    waiting.move(root, entry["channel"], waited, waiting.key_in(entry))
    if before != after:
        _take_out(box, *before)
        _put_in(box, *after, entry)
    twins.move(root, entry, stood, twins.standing(entry))
    masks.join(root, entry)
    describing.move(box, described, describing.standing(entry))
    log.note(root, box, entry)
    return "visible" in (before[0], after[0])


def admit(root: Root, box: Box, entry: Any) -> bool:
    """Insert a new entry; return whether visitors see it."""
    values = entry.data  # several times as fast as the object around it
    box["entries"][values["entry_id"]] = entry
    tree, key = _place(values)
    _put_in(box, tree, key, entry)
    twins.move(root, entry, None, twins.standing(values))
    masks.join(root, values)
    waiting.move(root, values["channel"], None, waiting.key_in(values))
    describing.move(box, None, describing.standing(values))
    log.note(root, box, values)
    return tree == "visible"


def publish(root: Root, channel: str, box: Box) -> None:
    """Update the row that sums up the channel's visible entries, and invalidate the caches."""
    row = _row(box)
    if root["rows"].get(channel) != row:
        root["rows"][channel] = row
    root["revision"].change(1)


def _row(box: Box) -> tuple[Any, ...]:
    """Return count, months, newest key, newest entry, the following key, and counts by week."""
    numbers = box["months"]
    tops = iter(box["visible"].items())
    key, entry = next(tops, (None, None))
    following, _ = next(tops, (None, None))
    counts = weeks.recent(box["visible"], -key[0]) if key else ()
    return sum(numbers.values()), months.mask_of(numbers), key, entry, following, counts


def _place(entry: Entry) -> tuple[str, Key]:
    return tree_of(entry), key_of(entry)


def _take_out(box: Box, tree: str, key: Key) -> None:
    del box[tree][key]
    if tree == "visible":
        _count(box["months"], months.number_at(-key[0]), -1)


def _put_in(box: Box, tree: str, key: Key, entry: Entry) -> None:
    begun(box, tree)[key] = entry
    if tree == "visible":
        _count(box["months"], months.number_at(-key[0]), 1)


def _count(counts: Any, number: int, difference: int) -> None:
    total = counts.get(number, 0) + difference
    if total:
        counts[number] = total
    else:
        del counts[number]
