"""Traces of masked passages: longer words that contain one, and the same picture elsewhere.

They are not masked automatically: a person decides.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from .layout import Entry
from .passages import Passages

URL_ATTRIBUTE = re.compile(r'(?:href|src)="([^"]*)"')
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Trace:
    """An entry, as visitors see it, with one of its words or URLs; empty for a picture."""

    entry_id: str
    channel: str
    title: str
    word: str


def mask_traces(
    mask: Mapping[str, Any], found: Iterable[tuple[Entry, Iterable[Mapping[str, Any]]]]
) -> Iterator[Trace]:
    """Yield the traces of a mask in entries as visitors see them, each with its pictures."""
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
