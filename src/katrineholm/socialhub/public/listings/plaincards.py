"""A card as a value that both frontends draw."""

from ... import _
from ...site.forms.plain import link
from .cards import ShowsCards

OFFICIAL = _("Official channel of the municipality")
MARKS = {None: "", "pinned": _("Pinned"), "featured": _("Featured")}
MOST_PICTURES = 4


def plain(card: dict, view: ShowsCards) -> dict:
    """A card of ``CardMaker`` for the page ``view``, which may lead its reader to more."""
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
        "when": view.lately(card["time"]),
        "when_link": card["page"] if card["title_derived"] or is_elsewhere else None,
        "channel": named(card["channel"]),
        "names_channel": view.names_channels,
        "official": OFFICIAL,
        "images": images(card["images"][:MOST_PICTURES], view),
        "small": card["is_small"],
        "edit": edit(card, view),
    }


def hit(card: dict, view: ShowsCards) -> dict:
    """A card of ``searching.hits_of``: its words in parts, and its moment in full."""
    return plain(card, view) | {
        "marked": excerpts(card["marked"]),
        "excerpt": excerpts(card["excerpt"]),
        "when": view.when(card["time"]),
    }


def source(card: dict) -> dict:
    """Where the entry of a card comes from."""
    owner = card["administration"]
    return {
        "channel": named(card["channel"]),
        "administration": link(owner["@id"], owner["title"], card["administration_language"]),
        "service": card["service"],
        "official": OFFICIAL,
    }


def named(linked: dict) -> dict:
    """A channel or an administration of a card: its address and its title."""
    return {"@id": linked["@id"], "title": linked["title"]}


def images(found: list[dict], view: ShowsCards) -> list[dict]:
    """Pictures with the widths that there are, and words for those that have none."""
    return [
        {
            "src": image["src"],
            "srcset": view.srcset(image),
            "alt": view.undescribed if image["alt"] is None else image["alt"],
            "width": image["width"],
            "height": image["height"],
        }
        for image in found
    ]


def edit(card: dict, view) -> dict | None:
    """Where the entry is pinned or hidden, for those who may."""
    if not getattr(view, "may_hide", False):
        return None
    title = _("Pin, feature or hide") if view.may_mark else _("Look closer or hide")
    return {"@id": card["page"], "title": title}


def excerpts(parts) -> list[dict]:
    """A text in parts, each of which was looked for or not."""
    return [{"text": part.text, "found": part.found} for part in parts]
