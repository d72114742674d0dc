"""Missing alternative texts and captions of visible entries, found without loading an entry.

A box's ``described`` is an index: ``pictures`` is the number of pictures in the channel's visible
entries, ``told`` the number of those with an alternative text. ``bare`` has the keys of entries
with an undescribed picture, ``played`` of those with a video or audio file, and ``captioned`` of
those with captions. In an older store it is built when an entry of the channel changes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from .entry import MAX_PICTURES, entry_key, is_visible
from .layout import Box, Entry, Key, Root, new_media_index, optional_part, writable_part
from .store import Timeline

SET_NAMES = ("bare", "played", "captioned")
MediaIndex: TypeAlias = Any


class MediaFacts(NamedTuple):
    """A visible entry's counts of pictures, and whether it belongs to each set of the index."""

    key: Key
    pictures: int
    told: int
    bare: bool
    played: bool
    captioned: bool


class MediaCounts(NamedTuple):
    """A channel's counts of pictures, and of entries with undescribed pictures or with videos.

    ``told`` counts pictures with an alternative text, ``bare`` entries with an undescribed picture,
    ``played`` entries with a video or audio file, ``captioned`` those with captions.
    """

    pictures: int = 0
    told: int = 0
    bare: int = 0
    played: int = 0
    captioned: int = 0


def media_facts(entry: Entry) -> MediaFacts | None:
    """Return an entry's values for the index; None if it is invisible or has nothing to count."""
    pictures = entry["images"][:MAX_PICTURES]
    found = has_media_file(entry), has_captions(entry)
    if not (pictures or any(found)) or not is_visible(entry):
        return None
    described = sum(image["alt"] is not None for image in pictures)
    return MediaFacts(entry_key(entry), len(pictures), described, described < len(pictures), *found)


def has_media_file(entry: Entry) -> bool:
    """Return whether the entry has a video or an audio file."""
    return any(_is_media_type(media["type"]) for media in entry["media"])


def has_captions(entry: Entry) -> bool:
    """Return whether the source gives captions or a transcript, or a person has seen captions."""
    return bool(entry.get("captioned")) or any(each.get("captions") for each in entry["media"])


def update_media_index(box: Box, before: MediaFacts | None, after: MediaFacts | None) -> None:
    """Update a channel's index from an entry's values before and after a change."""
    if before == after:
        return
    index = box.get("described")
    if index is None:
        box["described"] = _built_index(box)
        return
    if before is not None:
        _add_facts(index, before, -1)
    if after is not None:
        _add_facts(index, after, 1)


def media_counts(
    timeline: Timeline, channels: Iterable[str], films: Collection[str]
) -> dict[str, MediaCounts]:
    """Return each channel's counts; in the channels ``films`` every visible entry is a video."""
    return {
        channel: _channel_counts(timeline.root, channel, channel in films) for channel in channels
    }


def undescribed_entries(
    timeline: Timeline, channels: Iterable[str], size: int, after: str = ""
) -> list[Entry]:
    """Return visible entries that have a picture without an alternative text, newest first.

    ``after`` is the id of the last entry on the previous page.
    """
    indexes, key = (_media_index(timeline.root, each) for each in channels), _key(timeline, after)
    return _newest_entries(
        timeline, (_keys_after(optional_part(each, "bare"), key) for each in indexes), size
    )


def uncaptioned_entries(
    timeline: Timeline,
    channels: Iterable[str],
    films: Collection[str],
    size: int,
    after: str = "",
) -> list[Entry]:
    """Return visible entries with a video or audio file without captions, newest first.

    ``after`` is the id of the last entry on the previous page; ``films`` are the channels in which
    every entry is a video.
    """
    root, key = timeline.root, _key(timeline, after)
    return _newest_entries(
        timeline, (_uncaptioned_keys(root, each, each in films, key) for each in channels), size
    )


def _key(timeline: Timeline, entry_id: str) -> Key | None:
    entry = timeline.unmasked(entry_id)
    return None if entry is None else entry_key(entry)


def _uncaptioned_keys(root: Root, channel: str, films: bool, after: Key | None) -> Iterator[Key]:
    index, box = _media_index(root, channel), root["channels"].get(channel)
    keys = box["visible"] if films and box is not None else optional_part(index, "played")
    captioned = optional_part(index, "captioned")
    return (key for key in _keys_after(keys, after) if key not in captioned)


def _newest_entries(timeline: Timeline, streams: Iterable[Iterable[Key]], size: int) -> list[Entry]:
    return [timeline.existing(entry_id) for _, entry_id in islice(merge(*streams), size)]


def _keys_after(keys: Any, after: Key | None) -> Iterable[Key]:
    found: Iterable[Key] = keys.keys(after, excludemin=after is not None)
    return found


def _channel_counts(root: Root, channel: str, films: bool) -> MediaCounts:
    index = _media_index(root, channel)
    visible = root["rows"].get(channel, (0,))[0]
    bare, played, captioned = (len(optional_part(index, name)) for name in SET_NAMES)
    played = visible if films else played
    return MediaCounts(index["pictures"], index["told"], bare, played, captioned)


def _media_index(root: Root, channel: str) -> MediaIndex:
    """Return a channel's index; if an older store has none yet, build it without storing it."""
    box = root["channels"].get(channel)
    if box is None:
        return new_media_index()
    return box["described"] if "described" in box else _built_index(box)


def _built_index(box: Mapping[str, Any]) -> MediaIndex:
    index = new_media_index()
    for entry in box["visible"].values():
        if (found := media_facts(entry)) is not None:
            _add_facts(index, found, 1)
    return index


def _add_facts(index: MediaIndex, found: MediaFacts, sign: int) -> None:
    if found.pictures:
        index["pictures"] += sign * found.pictures
        index["told"] += sign * found.told
    for name in SET_NAMES:
        if getattr(found, name):
            keys = writable_part(index, name)
            change: Callable[[Key], None] = keys.insert if sign > 0 else keys.remove
            change(found.key)


def _is_media_type(kind: str) -> bool:
    """Return whether a MIME type is audio or video; a playlist of a stream counts, too."""
    return kind.partition("/")[0] in ("audio", "video") or kind.endswith("mpegurl")
