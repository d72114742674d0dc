"""An entry as it is shown: one dictionary for cards, REST and outgoing feeds.

Every address in it that a browser asks by itself is this site's own.
"""

from functools import cached_property

from plone import api

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.moments import lately, moment, when
from ...core.feeds.clean import localise
from ...core.timeline.written import own_alts
from ...site.forms.languages import title_of
from ...site.settings.titles import service_title
from .players import label

PICTURE = "@@picture"
INTERNAL = (
    *("page", "target", "shape", "plays", "plays_text", "is_small", "time", "service"),
    *("report", "contact", "administration_language"),
)
NARROW = 400  # pixels: as wide as a picture is on a card
SMALL = 320  # pixels: a single picture that is no wider is shown as wide as it is


class ShowsCards:
    """What the card macros ask of a view."""

    @property
    def names_channels(self) -> bool:
        """Whether a card says of which channel it is."""
        return True

    @cached_property
    def undescribed(self) -> str:
        """What stands in for an alternative text that the source does not give."""
        return api.portal.translate(_("Picture without description"))

    def when(self, seconds: int) -> dict:
        """A moment for a machine and for a person."""
        return when(seconds)

    def srcset(self, image: dict) -> str | None:
        """The widths that there are of a picture, for the browser to choose from."""
        if image["width"] <= NARROW:
            return None
        return f"{image['src']}/{NARROW} {NARROW}w, {image['src']} {image['width']}w"

    def lately(self, seconds: int) -> dict:
        """The same, with today and yesterday by these words."""
        return lately(seconds)


class CardMaker:
    """Shows the entries of one hub to one request."""

    def __init__(self, hub, timeline, request):
        self.hub_url = hub.absolute_url()
        self.leads_here = hub.entry_target == "page"
        self.timeline = timeline
        self.marks = {mark["entry"]: name for name, mark in timeline.marks().items()}
        self.request = request

    def card(self, entry, facts: ChannelFacts) -> dict:
        """What a card needs.

        ``published`` is the moment that orders the list. ``date_source`` says whether the source
        tells it (``published``) or, where it tells none or one still to come, it is when the
        entry was first retrieved (``first-seen``).
        """
        page = f"{self.hub_url}/@@entry/{entry['entry_id']}"
        report, contact = ways(facts, self.request, entry["entry_id"])
        owner, owner_title = facts.administration, title_of(facts.administration)
        images = self.pictures(entry)
        card = {
            "id": entry["entry_id"],
            "title": entry["title"],
            "title_derived": entry["title_derived"],
            "link": entry["link"],
            "summary": entry["summary"],
            "published": moment(entry["time"]),
            "date_source": "first-seen" if entry["published"] is None else "published",
            "updated": moment(entry["updated"]),
            "first_seen": moment(entry["first_seen"]),
            "author": entry["author"],
            "categories": list(entry["categories"]),
            "language": entry["language"] or facts.language,
            "images": images,
            "media": [dict(media) for media in entry["media"]],
            "kind": facts.kind,
            "platform": facts.platform,
            "service": service_title(facts.platform),
            "channel": {**self._linked(facts, facts.title), "UID": facts.uid},
            "administration": self._linked(owner, owner_title["text"]),
            "administration_language": owner_title["language"],
            "mark": self.marks.get(entry["entry_id"]),
            "page": page,
            "target": page if self.leads_here or not entry["link"] else entry["link"],
            "shape": shape(entry, facts.kind),
            "plays": plays(entry, facts.kind),
            "is_small": len(images) == 1 and images[0]["width"] <= SMALL,
            "time": entry["time"],
            "report": report,
            "contact": contact,
        }
        return card | {"plays_text": label(card)}

    def whole(self, entry, facts: ChannelFacts) -> dict:
        """The card and the entry's text in full."""
        return {**self.card(entry, facts), "html": self.html(entry)}

    def html(self, entry) -> str:
        """The cleaned text, its pictures those that the site keeps."""
        sources = {
            picture["src"]: self._picture_url(entry, picture["name"])
            for picture in self.timeline.pictures(entry)
        }
        return localise(entry["html"], sources, own_alts(entry, sources))

    def pictures(self, entry) -> list[dict]:
        """The entry's pictures on this site; ``alt`` is None where the source has none."""
        return [
            {
                "src": self._picture_url(entry, picture["name"]),
                "alt": picture["alt"],
                "width": picture["width"],
                "height": picture["height"],
            }
            for picture in self.timeline.pictures(entry)
        ]

    def _picture_url(self, entry, name):
        return f"{self.hub_url}/{PICTURE}/{entry['entry_id']}/{name}"

    def _linked(self, place, title):
        return {"@id": self.request.physicalPathToURL(place.path), "title": title}


def cards_of(stream, request) -> list[dict]:
    """The cards of a page of a stream."""
    maker = CardMaker(stream.hub, stream.timeline, request)
    return [maker.card(entry, stream.chosen[entry["channel"]]) for entry in stream.entries]


def wholes_of(stream, request) -> list[dict]:
    """The same with the entries' texts in full."""
    maker = CardMaker(stream.hub, stream.timeline, request)
    return [maker.whole(entry, stream.chosen[entry["channel"]]) for entry in stream.entries]


def ways(facts: ChannelFacts, request, entry_id: str = "") -> tuple[str, str]:
    """Where a comment is reported, and the responsible reached; empty where nobody can comment."""
    if not facts.dialogue or not facts.speaks:
        return "", ""
    url, query = request.physicalPathToURL(facts.path), f"?entry={entry_id}" if entry_id else ""
    return f"{url}/@@report-comment{query}", f"{url}/@@contact-responsible{query}"


def published(card: dict) -> dict:
    """What of a card is part of the open interface; the rest is for this site's own pages."""
    return {name: value for name, value in card.items() if name not in INTERNAL}


def shape(entry, kind: str) -> str:
    """The card's form: video, photo, note (no title of its own) or article."""
    if plays(entry, kind) == "video":
        return "video"
    if kind == "photo":
        return "photo"
    return "note" if entry["title_derived"] else "article"


def plays(entry, kind: str) -> str:
    """Whether a ``video`` or a ``sound`` can be played; else empty."""
    types = {media["type"].partition("/")[0] for media in entry["media"]}
    if kind == "video" or "video" in types:
        return "video"
    return "sound" if "audio" in types else ""
