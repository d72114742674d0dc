"""Missing alternative texts and captions of visible entries, found without loading an entry.

A box's ``described`` is an index: the number of ``pictures`` that the channel's visible entries
show and how many of them are ``told`` in words; the keys of entries with an undescribed picture as
``bare``, of those with a video or audio file as ``played`` and of those with captions as
``captioned``. In an older store it is built when an entry of the channel changes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from .entry import MOST_PICTURES, is_visible, key_of
from .layout import Box, Entry, Key, Root, begun, entry_at, new_shelf, part

SETS = ("bare", "played", "captioned")
Shelf: TypeAlias = Any


class Standing(NamedTuple):
    """A visible entry's pictures, and the sets of the index that it belongs to."""

    key: Key
    pictures: int
    told: int
    bare: bool
    played: bool
    captioned: bool


class Numbers(NamedTuple):
    """The number of a channel's pictures and of those described, and the same of its videos.

    ``bare`` counts entries with an undescribed picture, ``played`` those with a video or audio
    file.
    """

    pictures: int = 0
    told: int = 0
    bare: int = 0
    played: int = 0
    captioned: int = 0


def standing(entry: Entry) -> Standing | None:
    """Return the values compared before and after a change; None if nothing of the entry counts."""
    pictures = entry["images"][:MOST_PICTURES]
    found = is_played(entry), is_captioned(entry)
    if not (pictures or any(found)) or not is_visible(entry):
        return None
    described = sum(image["alt"] is not None for image in pictures)
    return Standing(key_of(entry), len(pictures), described, described < len(pictures), *found)


def is_played(entry: Entry) -> bool:
    """Return whether the entry has a video or an audio file."""
    return any(_is_played(media["type"]) for media in entry["media"])


def is_captioned(entry: Entry) -> bool:
    """Return whether the source gives captions or a transcript, or a person has confirmed them."""
    return bool(entry.get("captioned")) or any(each.get("captions") for each in entry["media"])


def move(box: Box, before: Standing | None, after: Standing | None) -> None:
    """Update a channel's index for an entry that is new or has changed."""
    if before == after:
        return
    index = box.get("described")
    if index is None:
        box["described"] = _made(box)
        return
    if before is not None:
        _count(index, before, -1)
    if after is not None:
        _count(index, after, 1)


def numbers(root: Root, channels: Iterable[str], films: Collection[str]) -> dict[str, Numbers]:
    """Return the counts of each channel; in those in ``films`` every visible entry is a video."""
    return {channel: _numbers(root, channel, channel in films) for channel in channels}


def undescribed(root: Root, channels: Iterable[str], after: Key | None, size: int) -> list[Entry]:
    """Return the newest entries with an undescribed picture, starting after a key."""
    return _newest(
        root, (_after(part(_shelf(root, each), "bare"), after) for each in channels), size
    )


def uncaptioned(
    root: Root, channels: Iterable[str], films: Collection[str], after: Key | None, size: int
) -> list[Entry]:
    """Return the newest videos and audio files without captions, starting after a key.

    ``films`` is as in ``media_counts``.
    """
    return _newest(root, (_bare_films(root, each, each in films, after) for each in channels), size)


def _bare_films(root: Root, channel: str, films: bool, after: Key | None) -> Iterator[Key]:
    index, box = _shelf(root, channel), root["channels"].get(channel)
    keys = box["visible"] if films and box is not None else part(index, "played")
    captioned = part(index, "captioned")
    return (key for key in _after(keys, after) if key not in captioned)


def _newest(root: Root, streams: Iterable[Iterable[Key]], size: int) -> list[Entry]:
    return [entry_at(root, entry_id) for _, entry_id in islice(merge(*streams), size)]


def _after(keys: Any, after: Key | None) -> Iterable[Key]:
    found: Iterable[Key] = keys.keys(after, excludemin=after is not None)
    return found


def _numbers(root: Root, channel: str, films: bool) -> Numbers:
    index = _shelf(root, channel)
    visible = root["rows"].get(channel, (0,))[0]
    bare, played, captioned = (len(part(index, name)) for name in SETS)
    played = visible if films else played
    return Numbers(index["pictures"], index["told"], bare, played, captioned)


def _shelf(root: Root, channel: str) -> Shelf:
    """Return a channel's index; if an older store has none yet, build it without storing it."""
    box = root["channels"].get(channel)
    if box is None:
        return new_shelf()
    return box["described"] if "described" in box else _made(box)


def _made(box: Mapping[str, Any]) -> Shelf:
    index = new_shelf()
    for entry in box["visible"].values():
        if (found := standing(entry)) is not None:
            _count(index, found, 1)
    return index


def _count(index: Shelf, found: Standing, sign: int) -> None:
    if found.pictures:
        index["pictures"] += sign * found.pictures
        index["told"] += sign * found.told
    for name in SETS:
        if getattr(found, name):
            keys = begun(index, name)
            change: Callable[[Key], None] = keys.insert if sign > 0 else keys.remove
            change(found.key)


def _is_played(kind: str) -> bool:
    """Return whether a MIME type is audio or video; a playlist of a stream counts, too."""
    return kind.partition("/")[0] in ("audio", "video") or kind.endswith("mpegurl")
