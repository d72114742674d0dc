"""The plain values that leave this room: a reading, its feed, the feed's entries.

Every text is plain text but ``Entry.html``, which nh3 has cleaned. Every address is absolute
and http or https. Every moment is an aware ``datetime`` in UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Image:
    """A picture at its source; ``alt`` is None where the source gives no alternative text.

    What was handed in has no address of its own: ``src`` is then what the store calls it by.
    """

    src: str
    alt: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """A film or a sound that belongs to an entry; ``type`` is a MIME type or empty.

    ``captions`` is where its captions or a transcript are, where the source tells of any.
    """

    url: str
    type: str = ""
    captions: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    ``keys`` are its identities from the coarsest to the exact one; see ``identity``.
    ``title_derived`` says that the source gave no title and the text's beginning stands in.
    ``dated`` is the source's own text for the date, kept as it was written.
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
    """A hub that tells of news (WebSub), and what it calls the feed: its ``topic``."""

    hub: str
    topic: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A document's content.

    ``complete`` is False where entries were cut away. ``deleted`` are keys that the source says
    it has taken away (RFC 6721). ``ttl`` is the source's own wish for an interval, in seconds.
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
class Known:
    """What is remembered of an address between two requests, validators byte for byte.

    ``digest`` is the SHA-256 of the last body in hex; ``whole_at`` is when a request was last
    sent without conditions (it is at least once in seven days). ``inside`` says that the server
    that answered stands in a network that the operator allowed.
    """

    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    whole_at: datetime | None = None
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer with something to remember.

    ``feed`` is a Feed, or what whoever asked has made of it; None where the content is the same but
    the validators are new. ``wait`` is how long the server asks to be left alone, in seconds.
    ``moved_to`` is the address that a chain of permanent redirects led to.
    """

    known: Known = field(default_factory=Known)
    feed: Any = None
    wait: int | None = None
    moved_to: str = ""
    push: Push | None = None
