"""A trial run of a source description, which shows the values found for each field."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from . import draft, sanitiser, text
from .discovery import looks_like_feed
from .draft import Draft
from .errors import FeedError
from .model import Entry
from .source_description import ITEM_FIELDS, PAGE, Description, described_document

SHOWN = 5
LONG = 160


@dataclass(frozen=True, slots=True)
class TrialField:
    """A field's first values, the number of items that have it, and an unreadable date, if any."""

    values: tuple[str, ...]
    item_count: int
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """The result of a trial run: the number of items found, their fields, and the first entries."""

    item_count: int
    whole: bool
    fields: dict[str, TrialField]
    entries: tuple[Entry, ...]


def description_trial(
    body: bytes, content_type: str, url: str, now: datetime, description: Description
) -> Trial:
    """Return the result of trying a description on a document. Raise FeedError."""
    if looks_like_feed(body):
        raise FeedError("is_a_feed")
    found = described_document(body, content_type, url, now, description)
    names = {name for name in ITEM_FIELDS if getattr(description, name)}
    if description.form == PAGE:
        names.add("link")
    return Trial(
        item_count=len(found.drafts),
        whole=found.whole,
        fields={name: _field(name, found.drafts) for name in ITEM_FIELDS if name in names},
        entries=draft.finished_feed(found).entries[:SHOWN],
    )


def _field(name: str, drafts: list[Draft]) -> TrialField:
    values = [FIELD_TEXTS[name](each) for each in drafts]
    unread = (each.dated for each in drafts if each.dated and not each.published)
    return TrialField(
        values=tuple(text.single_line(each, LONG) for each in values[:SHOWN]),
        item_count=sum(map(bool, values)),
        unread=text.single_line(next(unread, ""), LONG) if name == "published" else "",
    )


FIELD_TEXTS: dict[str, Callable[[Draft], str]] = {
    "link": lambda each: each.link,
    "title": lambda each: each.title.strip(),
    "text": lambda each: sanitiser.html_to_text(each.html).strip(),
    "published": lambda each: each.published.isoformat() if each.published else "",
    "picture": lambda each: each.images[0].src if each.images else "",
    "author": lambda each: each.author.strip(),
}
