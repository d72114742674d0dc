"""Many withdrawals at once are held back: a service may have emptied its feed by mistake.

What is held back stays where it was until somebody has said whether it is withdrawn on purpose;
what goes meanwhile is held back with it. A root's ``waves`` have ``{"since": moment, "entries":
ids}`` by the channel; a box's ``standing`` are the ids of those that are to stand, though their
source does not tell of them. Whatever the source tells of again is in neither.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any

from BTrees.OOBTree import OOBTree

from .entry import is_visible
from .layout import Box, Root, Values

LEAST = 10  # shown entries


def is_wave(box: Box, gone: Iterable[str], present: Iterable[str]) -> bool:
    """Whether more than half go of those that were shown, of ten at the least."""
    leaving = _shown(box, gone)
    if 2 * len(leaving) <= LEAST:
        return False  # and what is present need not be loaded
    there = leaving | _shown(box, present)
    return len(there) >= LEAST and 2 * len(leaving) > len(there)


def hold_back(root: Root, channel: str, box: Box, gone: Iterable[str], now: int) -> None:
    """Remember what would have been withdrawn, with what was held back before."""
    before = waves(root).get(channel)
    entries = tuple(sorted({*gone, *(before["entries"] if before else ())} & {*box["entries"]}))
    wave = {"since": before["since"] if before else now, "entries": entries}
    if wave != before:
        _begun(root)[channel] = wave


def waves(root: Root) -> Any:
    """What is held back, by channel."""
    return root.get("waves", {})


def taken(root: Root, channel: str) -> tuple[str, ...]:
    """The ids of what a channel's source has taken away, which are held back no more."""
    wave: Values | None = waves(root).get(channel)
    if wave is None:
        return ()
    del root["waves"][channel]
    ids: tuple[str, ...] = wave["entries"]
    return ids


def let_stand(root: Root, channel: str, box: Box) -> tuple[str, ...]:
    """Let what was held back stand, whatever its source says until it tells of it again."""
    ids = taken(root, channel)
    box["standing"] = tuple(sorted({*standing(box), *ids}))
    return ids


def standing(box: Box) -> AbstractSet[str]:
    """The ids of what stands by somebody's word, though its source does not tell of it."""
    return frozenset(box.get("standing", ()))


def seen_again(root: Root, channel: str, box: Box, present: AbstractSet[str]) -> None:
    """What the source tells of again is neither held back nor stands by somebody's word."""
    if (wave := waves(root).get(channel)) and not present.isdisjoint(wave["entries"]):
        rest = tuple(each for each in wave["entries"] if each not in present)
        if rest:
            root["waves"][channel] = {**wave, "entries": rest}
        else:
            del root["waves"][channel]
    if not present.isdisjoint(standing(box)):
        box["standing"] = tuple(sorted(standing(box) - present))


def _begun(root: Root) -> Any:
    """An older store has held nothing back."""
    if "waves" not in root:
        root["waves"] = OOBTree()
    return root["waves"]


def _shown(box: Box, ids: Iterable[str]) -> set[str]:
    entries = ((each, box["entries"].get(each)) for each in ids)
    return {each for each, entry in entries if entry is not None and is_visible(entry)}
