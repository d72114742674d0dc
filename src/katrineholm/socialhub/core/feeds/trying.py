"""A description tried against its source: what each field finds in the first items."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from . import clean, draft, text
from .described import ASKED, PAGE, Description, document
from .discover import looks_like_feed
from .draft import Draft
from .errors import FeedError
from .model import Entry

SHOWN = 5
LONG = 160


@dataclass(frozen=True, slots=True)
class Field:
    """What a field gives: ``values`` of the first items, ``number`` of all items that have it.

    ``unread`` is a date as it is written, where it could not be read as one.
    """

    values: tuple[str, ...]
    number: int
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """How a description fares: the ``number`` of items, each field, and the first entries."""

    number: int
    whole: bool
    fields: dict[str, Field]
    entries: tuple[Entry, ...]


def tried(
    body: bytes, content_type: str, url: str, now: datetime, description: Description
) -> Trial:
    """What a description finds in a document; raises as ``described.document``, and is_a_feed."""
    if looks_like_feed(body):
        raise FeedError("is_a_feed")
    found = document(body, content_type, url, now, description)
    shown = {name for name in ASKED if getattr(description, name)}
    if description.form == PAGE:
        shown.add("link")
    return Trial(
        number=len(found.drafts),
        whole=found.whole,
        fields={name: _field(name, found.drafts) for name in ASKED if name in shown},
        entries=draft.feed(found).entries[:SHOWN],
    )


def _field(name: str, drafts: list[Draft]) -> Field:
    told = [SHOW[name](each) for each in drafts]
    unread = (each.dated for each in drafts if each.dated and not each.published)
    return Field(
        values=tuple(text.line(each, LONG) for each in told[:SHOWN]),
        number=sum(map(bool, told)),
        unread=text.line(next(unread, ""), LONG) if name == "published" else "",
    )


SHOW: dict[str, Callable[[Draft], str]] = {
    "link": lambda each: each.link,
    "title": lambda each: each.title.strip(),
    "text": lambda each: clean.plain(each.html).strip(),
    "published": lambda each: each.published.isoformat() if each.published else "",
    "picture": lambda each: each.images[0].src if each.images else "",
    "author": lambda each: each.author.strip(),
}
