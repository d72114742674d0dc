"""The same post in two channels: shown once where a query covers both.

``prints`` knows every entry with a link and a title: one id, or the group's members as rows
``(first_seen, entry_id, channel, month, visible)``, the one to be shown first. ``twins`` sums the
groups up by pattern, the channels of the visible members in that order: ``{(position, month):
how many}``. So a query looks at patterns, never at every group, and a store without twins has
nothing to look at.

Every member of a group has ``twin`` set, and any move of it writes the group: two connections that
touch one group meet in a conflict instead of miscounting.
"""

from collections import Counter

from . import months
from .entry import is_visible
from .layout import find


def standing(entry) -> tuple:
    """The entry's print and its row, to be compared before and after a change."""
    month = months.number_at(entry["time"])
    row = (entry["first_seen"], entry["entry_id"], entry["channel"], month, is_visible(entry))
    return entry["print"], row


def move(root, entry, before: tuple | None, after: tuple) -> None:
    """Keep prints and patterns in step with an entry that is new or has changed."""
    if before == after or (before and before[0] == after[0] and not entry["twin"]):
        return
    if before and before[0] is not None:
        _leave(root, *before)
    if after[0] is not None:
        _join(root, entry, *after)


def covered(root, channels) -> Counter:
    """How many copies a query over these channels leaves out, by month; empty without twins."""
    copies: Counter = Counter()
    for _, positions, counts in _patterns_in(root, channels):
        left_out = set(positions[1:])
        for (at, month), many in counts.items():
            if at in left_out:
                copies[month] += many
    return copies


def paired(root, channels) -> set[str]:
    """Those of the channels that have twins among the others."""
    found = _patterns_in(root, channels)
    return {pattern[at] for pattern, positions, _ in found for at in positions}


def is_copy(root, entry, channels) -> bool:
    """Whether a query over these channels shows an earlier twin in this entry's stead."""
    return in_stead_of(root, entry, channels) != entry["entry_id"]


def in_stead_of(root, entry, channels) -> str:
    """The id of the twin that a query over these channels shows, else the entry's own."""
    rows = root["prints"].get(entry["print"]) if entry["twin"] else None
    if not isinstance(rows, tuple):
        return entry["entry_id"]
    inside = [row for row in rows if row[4] and row[2] in channels]
    return inside[0][1] if len({row[2] for row in inside}) > 1 else entry["entry_id"]


def _patterns_in(root, channels):
    """Patterns with two of the channels or more, and at which positions those stand."""
    for pattern, counts in root["twins"].items():
        positions = [at for at, channel in enumerate(pattern) if channel in channels]
        if len({pattern[at] for at in positions}) > 1:
            yield pattern, positions, counts


def _join(root, entry, number: int, row: tuple) -> None:
    found = root["prints"].get(number)
    if found is None:
        root["prints"][number] = row[1]
        return
    rows = found if isinstance(found, tuple) else _first_member(root, found)
    entry["twin"] = True
    _regroup(root, number, rows, tuple(sorted((*rows, row))))


def _leave(root, number: int, row: tuple) -> None:
    found = root["prints"][number]
    if isinstance(found, tuple):
        _regroup(root, number, found, tuple(each for each in found if each[1] != row[1]))
    else:
        del root["prints"][number]


def _first_member(root, entry_id: str) -> tuple:
    other = find(root, entry_id)
    other["twin"] = True
    return (standing(other)[1],)


def _regroup(root, number: int, before: tuple, after: tuple) -> None:
    root["prints"][number] = after
    _tally(root["twins"], before, -1)
    _tally(root["twins"], after, 1)


def _tally(patterns, rows: tuple, difference: int) -> None:
    seen = [row for row in rows if row[4]]
    pattern = tuple(row[2] for row in seen)
    if len(set(pattern)) < 2:
        return
    counts = Counter(patterns.get(pattern, {}))
    counts.update({(at, row[3]): difference for at, row in enumerate(seen)})
    counts = {place: many for place, many in counts.items() if many}
    if counts:
        patterns[pattern] = counts
    else:
        patterns.pop(pattern, None)
