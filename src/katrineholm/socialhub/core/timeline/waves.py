"""Mass withdrawals that are held back, as a service may have emptied its feed by mistake.

The entries stay visible until a person confirms their withdrawal; if more disappear meanwhile, they
are held back, too. ``root["waves"]`` has ``{"since": timestamp, "entries": ids}`` by channel;
``box["standing"]`` has the ids of entries that a person has decided to keep although they are no
longer in the source. An entry that comes back is removed from both.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from BTrees.OOBTree import OOBTree

from .entry import is_visible
from .layout import Box, Root, Values
from .store import Timeline

MIN_ENTRIES = 10  # shown entries


def is_wave(box: Box, gone: Iterable[str], present: Iterable[str]) -> bool:
    """Return whether more than half of ten or more visible entries would be withdrawn."""
    leaving = _visible_ids(box, gone)
    if 2 * len(leaving) <= MIN_ENTRIES:
        return False  # and the present ones need not be loaded
    there = leaving | _visible_ids(box, present)
    return len(there) >= MIN_ENTRIES and 2 * len(leaving) > len(there)


def hold_back(root: Root, channel: str, box: Box, gone: Iterable[str], now: int) -> None:
    """Hold back the withdrawal of these entries, too."""
    before = root.get("waves", {}).get(channel)
    entries = tuple(sorted({*gone, *(before["entries"] if before else ())} & {*box["entries"]}))
    wave = {"since": before["since"] if before else now, "entries": entries}
    if wave != before:
        root.setdefault("waves", OOBTree())[channel] = wave


def pop_wave(root: Root, channel: str) -> tuple[str, ...]:
    """Return the ids of the entries whose withdrawal a channel holds back, and forget them."""
    wave: Values | None = root.get("waves", {}).get(channel)
    if wave is None:
        return ()
    del root["waves"][channel]
    ids: tuple[str, ...] = wave["entries"]
    return ids


def keep_wave(timeline: Timeline, channel: str) -> tuple[str, ...]:
    """Keep the entries whose withdrawal a channel holds back; return their ids."""
    if ids := pop_wave(timeline.root, channel):
        box = timeline.root["channels"][channel]
        box["standing"] = tuple(sorted({*kept_ids(box), *ids}))
    return ids


def kept_ids(box: Box) -> AbstractSet[str]:
    """Return the ids of entries that a person has kept although their source dropped them."""
    return frozenset(box.get("standing", ()))


def clear_returned_entries(root: Root, channel: str, box: Box, present: AbstractSet[str]) -> None:
    """Remove entries that are in the source again from the wave and the kept entries."""
    if (wave := root.get("waves", {}).get(channel)) and not present.isdisjoint(wave["entries"]):
        rest = tuple(each for each in wave["entries"] if each not in present)
        if rest:
            root["waves"][channel] = {**wave, "entries": rest}
        else:
            del root["waves"][channel]
    if not present.isdisjoint(kept_ids(box)):
        box["standing"] = tuple(sorted(kept_ids(box) - present))


def _visible_ids(box: Box, ids: Iterable[str]) -> set[str]:
    entries = ((each, box["entries"].get(each)) for each in ids)
    return {each for each, entry in entries if entry is not None and is_visible(entry)}
