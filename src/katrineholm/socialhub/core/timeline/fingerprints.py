"""Fingerprints, which show whether an entry has changed, or two channels have the same post."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from ..platforms.post_identity import identity
from .hashing import digest

if TYPE_CHECKING:
    from .layout import Entry

# Meta's pictures are on hundreds of servers, and the API names another one each time.
META_HOST = re.compile(r"https://scontent[\w.-]*\.(?:cdninstagram\.com|fbcdn\.net)(?=/)")
SOURCE_QUERY = re.compile(r"""(\ssrc\s*=\s*["']?[^"'\s>?]*)\?[^"'\s>]*""", re.IGNORECASE)


def content_digest(entry: Entry) -> str:
    """Return a hash of everything in an entry that readers would notice if it changed."""
    return digest(
        repr(
            (
                *(_normalized(entry[name]) for name in ("title", "summary", "link", "author")),
                _text(entry),
                [_normalized(category) for category in entry["categories"]],
                [
                    (stable_url(image["src"]), _normalized(image["alt"] or ""))
                    for image in entry["images"]
                ],
                [_media_facts(media) for media in entry["media"]],
            )
        )
    )[:32]


def post_fingerprint(entry: Entry) -> int | None:
    """Return a number that is the same for a post in two channels; None without link or title.

    Its upper bits are derived from the website, so that a channel's numbers are close together and
    few objects are written to index its entries.
    """
    if not entry["link"] or not entry["title"]:
        return None
    place, link = identity(entry["link"])
    post = f"{link} {_normalized(entry['title'])}"
    return _upper_bits(place) | int(digest(post), 16) & (1 << 43) - 1


def likeness_keys(entry: Entry) -> dict[str, tuple[object, ...]]:
    """Return the keys, by kind, by which an entry is recognised as a post; the surest come first.

    The first is the whole content and its time. Then come link and time with the title; the same
    with the text, as a title may be edited; and time, title and text with the link's path, as the
    query may contain an id. Without a date or a link only the whole content counts.
    """
    when, link = entry["published"], identity(entry["link"])[1]
    keys: dict[str, tuple[object, ...]] = {"all": (when, entry["digest"])}
    if when is not None and entry["link"]:
        texts = {"title": _normalized(entry["title"]), "text": _text(entry)}
        keys |= {kind: (kind, when, link, text) for kind, text in texts.items() if text}
        if texts["title"]:
            keys["both"] = ("both", when, link.partition("?")[0], *texts.values())
    return keys


def stable_url(address: str) -> str:
    """Return a URL without the parts that vary between fetches: the query, and Meta's hosts."""
    return META_HOST.sub("https://scontent", address.partition("?")[0])


@lru_cache(maxsize=4096)
def _upper_bits(place: str) -> int:
    """Return the upper bits of a website, cached since a channel's entries are on few of them."""
    return int(digest(place)[:5], 16) << 43


def _text(entry: Entry) -> str:
    html = entry["html"]
    return _normalized(SOURCE_QUERY.sub(r"\1", html) if "?" in html else html)


def _normalized(text: str) -> str:
    return " ".join(text.split())


def _media_facts(media: Mapping[str, str]) -> tuple[str, ...]:
    picture = media["type"].startswith("image/")
    facts = stable_url(media["url"]) if picture else media["url"], media["type"]
    return (*facts, media["captions"]) if media.get("captions") else facts
