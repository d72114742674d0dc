"""Traces of masked passages: longer words that contain one, and the same picture elsewhere.

They are not masked automatically, as that is for a person to decide.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from .layout import Entry
from .passages import Passages
from .pictures import stored_pictures
from .store import Timeline
from .streams import latest_entries

URL_ATTRIBUTE = re.compile(r'(?:href|src)="([^"]*)"')
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Trace:
    """A trace of a mask in an entry: a longer word or URL, or a picture if ``word`` is empty."""

    entry_id: str
    channel: str
    title: str
    word: str


def entry_traces(
    timeline: Timeline, entry_id: str, channels: Iterable[str], most: int = 2000
) -> list[Trace]:
    """Return the traces of an entry's masked words and pictures that may still be visible.

    Only the entry itself and the newest visible ones of some channels, at most ``most``, are
    searched.
    """
    mask = timeline.masks().get(entry_id)
    if mask is None:
        return []
    newest = latest_entries(timeline, channels, size=most)
    found = [
        timeline.existing(entry_id),
        *(each for each in newest if each["entry_id"] != entry_id),
    ]
    return list(mask_traces(mask, ((each, stored_pictures(timeline, each)) for each in found)))


def mask_traces(
    mask: Mapping[str, Any], found: Iterable[tuple[Entry, Iterable[Mapping[str, Any]]]]
) -> Iterator[Trace]:
    """Yield the traces of a mask in entries, which are given as visitors see them with pictures."""
    passages, names = Passages(mask["words"]), frozenset(mask["pictures"])
    for entry, pictures in found:
        words = dict.fromkeys(_words_with_traces(passages, entry)) if mask["words"] else {}
        if any(each["name"] in names for each in pictures):
            words[""] = None
        for word in words:
            yield Trace(entry["entry_id"], entry["channel"], entry["title"], word)


def _words_with_traces(passages: Passages, entry: Entry) -> Iterator[str]:
    html = entry["html"]
    alts = (image["alt"] or "" for image in entry["images"])
    texts = [entry["title"], entry["summary"], entry["author"], *entry["categories"], *alts]
    for text in (*texts, unescape(TAG.sub(" ", html))):
        yield from passages.containing_words(text)
    media = (value for each in entry["media"] for value in each.values() if value)
    for address in (entry["link"], *media, *map(unescape, URL_ATTRIBUTE.findall(html))):
        if passages.may_be_in_url(address):
            yield address
