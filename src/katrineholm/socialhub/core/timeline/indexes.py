"""The indexes of stored entries: the trees of their channel, and all counts."""

from typing import Any

from . import accessibility, masks, months, review_queue, twins, weeks
from . import change_log as log
from .entry import entry_key, tree_name
from .layout import TREES, Box, Entry, Key, Root, Stored, Values, optional_part, writable_part


def update_entry(root: Root, box: Box, entry: Stored, changes: Values) -> bool:
    """Change a stored entry and update its indexes; return whether it was or is visible.

    If it was or is, the caller has to call ``update_channel_row``.
    """
    before, stood = _tree_and_key(entry), twins.twin_state(entry)
    waited = review_queue.queue_key(entry)
    described = accessibility.media_facts(entry)
    entry.update(changes)
    after = _tree_and_key(entry)
    review_queue.update_queue(root, entry["channel"], waited, review_queue.queue_key(entry))
    if before != after:
        _remove_from_tree(box, *before)
        _add_to_tree(box, *after, entry)
    twins.update_twins(root, entry, stood, twins.twin_state(entry))
    masks.mask_twin(root, entry)
    accessibility.update_media_index(box, described, accessibility.media_facts(entry))
    log.log_change(root, box, entry)
    return "visible" in (before[0], after[0])


def insert_entry(root: Root, box: Box, entry: Any) -> bool:
    """Insert a new entry into the store and its indexes; return whether it is visible."""
    values = entry.data  # several times as fast as the object around it
    box["entries"][values["entry_id"]] = entry
    tree, key = _tree_and_key(values)
    _add_to_tree(box, tree, key, entry)
    twins.update_twins(root, entry, None, twins.twin_state(values))
    masks.mask_twin(root, values)
    review_queue.update_queue(root, values["channel"], None, review_queue.queue_key(values))
    accessibility.update_media_index(box, None, accessibility.media_facts(values))
    log.log_change(root, box, values)
    return tree == "visible"


def put_entries_in_place(root: Root, channel: str) -> int:
    """Put each entry of a channel itself where it belongs; return how many were not there.

    A copy was there in a hub that had moved to another site. Nothing is written if all are right.
    """
    box = root["channels"][channel]
    own = {_tree_and_key(entry): entry for entry in box["entries"].values()}
    there = {(tree, key): each for tree in TREES for key, each in optional_part(box, tree).items()}
    copied = [place for place in own if place in there and there[place] is not own[place]]
    for tree, key in copied:
        box[tree][key] = own[tree, key]
    if copied and channel in root["rows"]:
        root["rows"][channel] = _channel_row(box)  # which has the newest entry itself, too
    for place in there.keys() - own.keys():
        _remove_from_tree(box, *place)
    for place in (missing := own.keys() - there.keys()):
        _add_to_tree(box, *place, own[place])
    if there.keys() != own.keys():
        update_channel_row(root, channel, box)
    return len(copied) + len(missing)


def update_channel_row(root: Root, channel: str, box: Box) -> None:
    """Update the row that summarises a channel's visible entries, and invalidate caches."""
    row = _channel_row(box)
    if root["rows"].get(channel) != row:
        root["rows"][channel] = row
    root["revision"].change(1)


def _channel_row(box: Box) -> tuple[Any, ...]:
    """Return count, months, newest key, newest entry, the following key, and counts by week."""
    numbers = box["months"]
    tops = iter(box["visible"].items())
    key, entry = next(tops, (None, None))
    following, _ = next(tops, (None, None))
    counts = weeks.stored_counts(box["visible"], -key[0]) if key else ()
    return sum(numbers.values()), months.month_bits(numbers), key, entry, following, counts


def _tree_and_key(entry: Entry) -> tuple[str, Key]:
    return tree_name(entry), entry_key(entry)


def _remove_from_tree(box: Box, tree: str, key: Key) -> None:
    del box[tree][key]
    if tree == "visible":
        _change_count(box["months"], months.month_number(-key[0]), -1)


def _add_to_tree(box: Box, tree: str, key: Key, entry: Entry) -> None:
    writable_part(box, tree)[key] = entry
    if tree == "visible":
        _change_count(box["months"], months.month_number(-key[0]), 1)


def _change_count(counts: Any, number: int, difference: int) -> None:
    total = counts.get(number, 0) + difference
    if total:
        counts[number] = total
    else:
        del counts[number]
