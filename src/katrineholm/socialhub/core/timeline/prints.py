"""When two texts are the same: an entry before and after, one post in two channels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from ..platforms.posts import identity
from .hashing import digest

if TYPE_CHECKING:
    from .layout import Entry

# Meta's pictures lie on hundreds of servers, and the interface names another one each time.
EDGE = re.compile(r"https://scontent[\w.-]*\.(?:cdninstagram\.com|fbcdn\.net)(?=/)")
SOURCE_QUERY = re.compile(r"""(\ssrc\s*=\s*["']?[^"'\s>?]*)\?[^"'\s>]*""", re.IGNORECASE)


def content_digest(entry: Entry) -> str:
    """What a reader would notice: not dates alone, not the query of a picture's address."""
    return digest(
        repr(
            (
                *(_plain(entry[name]) for name in ("title", "summary", "link", "author")),
                _text(entry),
                [_plain(category) for category in entry["categories"]],
                [(bare(image["src"]), _plain(image["alt"] or "")) for image in entry["images"]],
                [_media(media) for media in entry["media"]],
            )
        )
    )[:32]


def post_print(entry: Entry) -> int | None:
    """A number that is the same for the same post in two channels, None without link or title.

    Its upper bits come from the place on the web, so that a channel's numbers lie together and
    its entries are indexed by writing few objects.
    """
    if not entry["link"] or not entry["title"]:
        return None
    place, link = identity(entry["link"])
    post = f"{link} {_plain(entry['title'])}"
    return _upper_bits(place) | int(digest(post), 16) & (1 << 43) - 1


def likenesses(entry: Entry) -> dict[str, tuple[object, ...]]:
    """What tells that an entry under another id is the same post, the surest first.

    All that it says at that moment; then link and moment with the same title; then with the same
    text, for a title may be edited; then title and text where the link's query is another, as
    where it is the id. Without a date or a link nothing less than all will do.
    """
    when, link = entry["published"], identity(entry["link"])[1]
    found: dict[str, tuple[object, ...]] = {"all": (when, entry["digest"])}
    if when is not None and entry["link"]:
        told = {"title": _plain(entry["title"]), "text": _text(entry)}
        found |= {kind: (kind, when, link, words) for kind, words in told.items() if words}
        if told["title"]:
            found["both"] = ("both", when, link.partition("?")[0], *told.values())
    return found


def bare(address: str) -> str:
    """An address without what may be another at each fetch: its query, or which of many servers."""
    return EDGE.sub("https://scontent", address.partition("?")[0])


@lru_cache(maxsize=4096)
def _upper_bits(place: str) -> int:
    """Kept, since a channel's entries lie in few places."""
    return int(digest(place)[:5], 16) << 43


def _text(entry: Entry) -> str:
    html = entry["html"]
    return _plain(SOURCE_QUERY.sub(r"\1", html) if "?" in html else html)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _media(media: Mapping[str, str]) -> tuple[str, ...]:
    picture = media["type"].startswith("image/")
    told = bare(media["url"]) if picture else media["url"], media["type"]
    return (*told, media["captions"]) if media.get("captions") else told
