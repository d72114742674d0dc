"""Entries as card values, for pages, REST and outgoing feeds.

Every URL in a card that a browser loads automatically belongs to this site.
"""

from functools import cached_property

from plone import api
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.times import formatted_time, iso_time
from ...core.feeds.sanitiser import with_local_pictures
from ...core.timeline.layout import Entry
from ...core.timeline.pictures import stored_pictures
from ...core.timeline.submissions import submitted_alts
from ...site.pages.languages import translated_title
from ...site.settings.titles import service_title
from .players import media_label
from .stream import Stream
from .topics import tag_links, topic_links, topics_of

PICTURE = "@@picture"
INTERNAL_KEYS = (
    *("page", "target", "shape", "plays", "plays_text", "is_small", "time", "service"),
    *("report", "contact", "administration_language"),
)
CARD_WIDTH = 400  # pixels: the width of a picture on a card
SMALL_WIDTH = 320  # pixels: a single picture up to this width keeps its own size


class CardViewMixin:
    """Mixin that gives a view the attributes used by the card macros."""

    @property
    def names_channels(self) -> bool:
        """True if each card names its channel."""
        return True

    @cached_property
    def undescribed(self) -> str:
        """The alternative text of a picture without a description in its source."""
        return api.portal.translate(_("Picture without description"))

    when = staticmethod(formatted_time)

    def srcset(self, image: dict) -> str | None:
        """Return the ``srcset`` of a picture, or None if it is no wider than a card."""
        if image["width"] <= CARD_WIDTH:
            return None
        return f"{image['src']}/{CARD_WIDTH} {CARD_WIDTH}w, {image['src']} {image['width']}w"


class CardMaker:
    """Maker of the cards of one hub's entries, for one request."""

    def __init__(self, hub, timeline, request):
        self.hub_url = hub.absolute_url()
        self.leads_here = hub.entry_target == "page"
        self.timeline = timeline
        self.topics = topics_of(hub)
        self.marks = {mark["entry"]: name for name, mark in timeline.marks().items()}
        self.request = request

    def card(self, entry: Entry, facts: ChannelFacts) -> dict:
        """Return the card of an entry.

        Lists are ordered by the card's ``published``. The card's ``date_source`` is "published" if
        the source states the time, and "first-seen" if it states no time or one in the future.
        """
        page = f"{self.hub_url}/@@entry/{entry['entry_id']}"
        report, contact = reply_urls(facts, self.request, entry["entry_id"])
        owner, owner_title = facts.administration, translated_title(facts.administration)
        images = self.pictures(entry)
        card = {
            "id": entry["entry_id"],
            "title": entry["title"],
            "title_derived": entry["title_derived"],
            "link": entry["link"],
            "summary": entry["summary"],
            "published": iso_time(entry["time"]),
            "date_source": "first-seen" if entry["published"] is None else "published",
            "updated": iso_time(entry["updated"]),
            "first_seen": iso_time(entry["first_seen"]),
            "author": entry["author"],
            "categories": list(entry["categories"]),
            "topics": topic_links(self.hub_url, self.topics, entry),
            "tags": tag_links(self.hub_url, entry),
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
            "shape": card_shape(entry, facts.kind),
            "plays": media_kind(entry, facts.kind),
            "is_small": len(images) == 1 and images[0]["width"] <= SMALL_WIDTH,
            "time": entry["time"],
            "report": report,
            "contact": contact,
        }
        return card | {"plays_text": media_label(card)}

    def whole(self, entry: Entry, facts: ChannelFacts) -> dict:
        """Return the card of an entry with the full text added as ``html``."""
        return {**self.card(entry, facts), "html": self.html(entry)}

    def html(self, entry: Entry) -> str:
        """Return the cleaned HTML of an entry, with pictures loaded from this site."""
        sources = {
            picture["src"]: self._picture_url(entry, picture["name"])
            for picture in stored_pictures(self.timeline, entry)
        }
        return with_local_pictures(entry["html"], sources, submitted_alts(entry, sources))

    def pictures(self, entry: Entry) -> list[dict]:
        """Return the stored pictures of an entry; ``alt`` is None if there is no description."""
        return [
            {"src": self._picture_url(entry, picture["name"])}
            | {name: picture[name] for name in ("alt", "width", "height")}
            for picture in stored_pictures(self.timeline, entry)
        ]

    def _picture_url(self, entry, name):
        return f"{self.hub_url}/{PICTURE}/{entry['entry_id']}/{name}"

    def _linked(self, place, title):
        return {"@id": self.request.physicalPathToURL(place.path), "title": title}


def stream_cards(stream: Stream, request: HTTPRequest, is_full: bool = False) -> list[dict]:
    """Return the cards for one page of a stream, with full texts if ``is_full``."""
    maker = CardMaker(stream.hub, stream.timeline, request)
    card = maker.whole if is_full else maker.card
    return [card(entry, stream.chosen[entry["channel"]]) for entry in stream.entries]


def reply_urls(facts: ChannelFacts, request: HTTPRequest, entry_id: str = "") -> tuple[str, str]:
    """Return the URLs of the report and contact forms, both empty if a channel has no dialogue."""
    if not facts.dialogue or not facts.speaks:
        return "", ""
    url, query = request.physicalPathToURL(facts.path), f"?entry={entry_id}" if entry_id else ""
    return f"{url}/@@report-comment{query}", f"{url}/@@contact-responsible{query}"


def public_card(card: dict) -> dict:
    """Return the part of a card that belongs to the public API."""
    return {name: value for name, value in card.items() if name not in INTERNAL_KEYS}


def card_shape(entry: Entry, kind: str) -> str:
    """Return the shape of a card: video, photo, note (an entry without a title) or article."""
    if media_kind(entry, kind) == "video":
        return "video"
    if kind == "photo":
        return "photo"
    return "note" if entry["title_derived"] else "article"


def media_kind(entry: Entry, kind: str) -> str:
    """Return ``video`` or ``sound`` if there is either to play, or an empty string."""
    types = {media["type"].partition("/")[0] for media in entry["media"]}
    if kind == "video" or "video" in types:
        return "video"
    return "sound" if kind == "podcast" or "audio" in types else ""
