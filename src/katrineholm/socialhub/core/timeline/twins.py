"""Twins: the same post in two channels, which is shown once if a query covers both.

``prints`` has every entry with a link and a title by its fingerprint: a single id, or the members
of a group as rows ``(first_seen, entry_id, channel, month, visible)``, the one to be shown first.
``twins`` sums up the groups by pattern, which is the channels of the visible members in that order:
``{(position, month): number}``. A query therefore reads patterns, never each group, and in a store
without twins there are none to read.

Every member of a group has ``twin`` set, and any change of it writes the group: two connections
that write to one group cause a conflict instead of a wrong count.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, TypeAlias

from . import months
from .entry import is_visible
from .layout import Entry, Root, Stored, existing_entry

# A group's member as a row, and an entry's fingerprint with its row.
Member: TypeAlias = tuple[int, str, str, int, bool]
Members: TypeAlias = tuple[Member, ...]
TwinState: TypeAlias = tuple[int | None, Member]


def twin_state(entry: Entry) -> TwinState:
    """Return an entry's fingerprint and row, to be compared before and after a change."""
    month = months.month_number(entry["time"])
    row = (entry["first_seen"], entry["entry_id"], entry["channel"], month, is_visible(entry))
    return entry["print"], row


def update_twins(root: Root, entry: Stored, before: TwinState | None, after: TwinState) -> None:
    """Update the groups and patterns of twins for an entry that is new or has changed."""
    if before == after or (before and before[0] == after[0] and not entry["twin"]):
        return
    if before and before[0] is not None:
        _leave_group(root, before[0], before[1])
    if after[0] is not None:
        _join_group(root, entry, after[0], after[1])


def copies_by_month(root: Root, channels: Collection[str]) -> Counter[int]:
    """Return how many entries a query over these channels omits as copies, by month."""
    copies: Counter[int] = Counter()
    for _, positions, counts in _patterns_of(root, channels):
        left_out = set(positions[1:])
        for (at, month), many in counts.items():
            if at in left_out:
                copies[month] += many
    return copies


def channels_with_twins(root: Root, channels: Collection[str]) -> set[str]:
    """Return those channels that have posts in common with others of them."""
    found = _patterns_of(root, channels)
    return {pattern[at] for pattern, positions, _ in found for at in positions}


def is_copy(root: Root, entry: Entry, channels: Collection[str]) -> bool:
    """Return whether a query over these channels shows an earlier twin instead of this entry."""
    own: str = entry["entry_id"]
    return shown_twin_id(root, entry, channels) != own


def member_ids(root: Root, entry: Entry) -> list[str]:
    """Return the ids of all entries that are the same post, including this one."""
    is_twin = entry["twin"] and entry["print"] is not None
    rows: Members | str | None = root["prints"].get(entry["print"]) if is_twin else None
    return [row[1] for row in rows] if isinstance(rows, tuple) else [entry["entry_id"]]


def shown_twin_id(root: Root, entry: Entry, channels: Collection[str]) -> str:
    """Return the id of the twin that a query over these channels shows, or the entry's own id."""
    own: str = entry["entry_id"]
    rows: Members | str | None = root["prints"].get(entry["print"]) if entry["twin"] else None
    if not isinstance(rows, tuple):
        return own
    inside = [row for row in rows if row[4] and row[2] in channels]
    return inside[0][1] if len({row[2] for row in inside}) > 1 else own


def _patterns_of(
    root: Root, channels: Collection[str]
) -> Iterator[tuple[tuple[str, ...], list[int], Any]]:
    """Yield the patterns with two or more of the channels, and the positions of those."""
    for pattern, counts in root["twins"].items():
        positions = [at for at, channel in enumerate(pattern) if channel in channels]
        if len({pattern[at] for at in positions}) > 1:
            yield pattern, positions, counts


def _join_group(root: Root, entry: Stored, number: int, row: Member) -> None:
    found = root["prints"].get(number)
    if found is None:
        root["prints"][number] = row[1]
        return
    rows = found if isinstance(found, tuple) else _first_member(root, found)
    entry["twin"] = True
    _regroup(root, number, rows, tuple(sorted((*rows, row))))


def _leave_group(root: Root, number: int, row: Member) -> None:
    found = root["prints"][number]
    if isinstance(found, tuple):
        _regroup(root, number, found, tuple(each for each in found if each[1] != row[1]))
    else:
        del root["prints"][number]


def _first_member(root: Root, entry_id: str) -> Members:
    other = existing_entry(root, entry_id)
    other["twin"] = True
    return (twin_state(other)[1],)


def _regroup(root: Root, number: int, before: Members, after: Members) -> None:
    root["prints"][number] = after
    _add_to_pattern(root["twins"], before, -1)
    _add_to_pattern(root["twins"], after, 1)


def _add_to_pattern(patterns: Any, rows: Members, difference: int) -> None:
    seen = [row for row in rows if row[4]]
    pattern = tuple(row[2] for row in seen)
    if len(set(pattern)) < 2:
        return
    counts = Counter(patterns.get(pattern, {}))
    counts.update({(at, row[3]): difference for at, row in enumerate(seen)})
    left = {place: many for place, many in counts.items() if many}
    if left:
        patterns[pattern] = left
    else:
        patterns.pop(pattern, None)
