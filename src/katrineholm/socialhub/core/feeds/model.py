"""The values that this package returns: a reading, its feed, and the feed's entries.

Every text is plain text, except for ``Entry.html``, which is sanitised. Every URL is absolute and
http or https. Every timestamp is an aware ``datetime`` in UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; ``alt`` is None if none is given, ``src`` a name in the store if uploaded."""

    src: str
    alt: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """A video or audio file, with its MIME type and the URL of captions or a transcript, if any."""

    url: str
    type: str = ""
    captions: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed.

    ``keys`` identify it, from the coarsest to the most exact; see ``identity``. ``title_derived``
    is true if the source gave no title and the start of the text replaces it. ``dated`` is the
    date's text in the source, unchanged.
    """

    keys: tuple[str, ...]
    id: str = ""
    link: str = ""
    title: str = ""
    title_derived: bool = False
    summary: str = ""
    html: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    dated: str = ""
    author: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""
    images: tuple[Image, ...] = ()
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Push:
    """A feed's WebSub hub, and ``topic``, the URL by which the hub knows the feed."""

    hub: str
    topic: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The content of a feed document.

    ``complete`` is False if entries were left out. ``deleted`` are the keys of entries that the
    source declares deleted (RFC 6721). ``ttl`` is the interval between requests that the source
    asks for, in seconds.
    """

    format: str
    title: str = ""
    link: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
    complete: bool = True
    deleted: tuple[str, ...] = ()
    ttl: int | None = None
    push: Push | None = None


@dataclass(frozen=True, slots=True)
class FeedState:
    """The state of a URL that is remembered between two requests, with validators byte for byte.

    ``digest`` is the SHA-256 of the last body in hex; ``whole_at`` is the time of the last request
    without conditions (at least once in seven days). ``inside`` is true if the server is in a
    private network that the operator has allowed.
    """

    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    whole_at: datetime | None = None
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of a request that changes the remembered state of a URL.

    ``feed`` is a Feed, or the caller's value made from it; None if only the validators are new.
    ``wait`` is the pause that the server asks for, in seconds. ``moved_to`` is the end of a chain
    of permanent redirects.
    """

    known: FeedState = field(default_factory=FeedState)
    feed: Any = None
    wait: int | None = None
    moved_to: str = ""
    push: Push | None = None


def entry_values(entry: Entry) -> dict[str, Any]:
    """Return an entry's fields as plain values, with times in whole seconds since 1970."""
    values = _fields(entry)
    for name in ("published", "updated"):
        values[name] = int(values[name].timestamp()) if values[name] else None
    values["images"] = [_fields(each) for each in values["images"]]
    values["media"] = [_fields(each) for each in values["media"]]
    for media in values["media"]:
        # As in entries stored before there were any captions.
        if not media["captions"]:
            del media["captions"]
    return values


def _fields(value: Entry | Image | Media) -> dict[str, Any]:
    # dataclasses.asdict copies deeply, which took a third of the time of storing.
    return {name: getattr(value, name) for name in value.__slots__}
