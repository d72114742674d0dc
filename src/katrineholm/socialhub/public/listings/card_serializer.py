"""Serializers of cards, for Classic UI and Volto."""

from collections.abc import Iterable

from Products.Five import BrowserView

from ... import _
from ...accounts.channels.channel_names import service_icon
from ...accounts.channels.times import recent_time
from ...core.search.excerpts import TextPart
from ...site.pages.page_values import link
from .cards import CardViewMixin

OFFICIAL = _("Official channel of the municipality")
MARKS = {None: "", "pinned": _("Pinned"), "featured": _("Featured")}
MOST_PICTURES = 4
MOST_TOPICS = 3  # topics and tags on a card


def serialize_card(card: dict, view: CardViewMixin) -> dict:
    """Return a card made by ``CardMaker`` as the plain values that a page shows."""
    is_elsewhere = card["target"] != card["page"]
    return {
        "id": card["id"],
        "page": card["page"],
        "target": card["target"],
        "title": card["title"],
        "title_derived": card["title_derived"],
        "words": card["summary"] or (card["title"] if card["title_derived"] else ""),
        "language": card["language"],
        "shape": card["shape"],
        "kind": card["kind"],
        "plays": card["plays"],
        "plays_text": card["plays_text"],
        "mark": card["mark"],
        "mark_text": MARKS[card["mark"]],
        "when": recent_time(card["time"]),
        "when_link": card["page"] if card["title_derived"] or is_elsewhere else None,
        "channel": link(card["channel"]["@id"], card["channel"]["title"]),
        "names_channel": view.names_channels,
        "topics": [*card["topics"], *card["tags"]][:MOST_TOPICS],
        "official": OFFICIAL,
        "service": card["service"],
        "icon": service_icon(card["platform"], card["kind"]),
        "images": image_values(card["images"][:MOST_PICTURES], view),
        "small": card["is_small"],
        "edit": edit_link(card, view),
    }


def serialize_hit(card: dict, view: CardViewMixin) -> dict:
    """Return the card of a search hit, with marked matches, an excerpt and the full date."""
    return serialize_card(card, view) | {
        "marked": excerpt_values(card["marked"]),
        "excerpt": excerpt_values(card["excerpt"]),
        "when": view.when(card["time"]),
    }


def entry_source(card: dict) -> dict:
    """Return the channel, the administration and the service that a card's entry comes from."""
    owner = card["administration"]
    return {
        "channel": link(card["channel"]["@id"], card["channel"]["title"]),
        "administration": link(owner["@id"], owner["title"], card["administration_language"]),
        "service": card["service"],
        "official": OFFICIAL,
    }


def image_values(found: list[dict], view: CardViewMixin) -> list[dict]:
    """Return the pictures of a card, each with its ``srcset`` and an alternative text."""
    return [
        image
        | {
            "srcset": view.srcset(image),
            "alt": view.undescribed if image["alt"] is None else image["alt"],
        }
        for image in found
    ]


def edit_link(card: dict, view: BrowserView) -> dict | None:
    """Return a link to the page where the user may pin or hide the entry, or None."""
    if not getattr(view, "may_hide", False):
        return None
    title = _("Pin, feature or hide") if view.may_mark else _("Look closer or hide")
    return {"@id": card["page"], "title": title}


def excerpt_values(parts: Iterable[TextPart]) -> list[dict]:
    """Return the parts of a text as plain values; ``found`` is true for the matches."""
    return [{"text": part.text, "found": part.found} for part in parts]
