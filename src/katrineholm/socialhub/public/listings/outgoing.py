"""The stream as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, and the channels as OPML 2.0.

Plone's own syndication adapters are for content objects, with their dates and body fields in the
catalogue. An entry is none: only their templates would be left, which write Atom's texts as XHTML
that a stranger's HTML is not.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cached_property
from html import escape

from plone import api
from Products.Five import BrowserView

from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.moments import moment
from ...core.feeds import clean
from ...core.feeds.source import FEED, NONE
from ...site.forms.response import serve
from ...site.settings.registry import setting
from .cards import wholes_of
from .important import TITLE, ids_on_top
from .query import PAGE, link, query_from
from .stream import stream

SIZE = 50
UNKNOWN_TYPE = "application/octet-stream"


class Outgoing(BrowserView):
    """What the formats share."""

    content_type = ""

    def __call__(self):
        if not self.stream.found.is_usable:
            self.request.response.setStatus(503)  # whoever reads it keeps what it had
        if self.hub_url:
            links = f'<{self.hub_url}>; rel="hub", <{self.self_url}>; rel="self"'
            self.request.response.setHeader("Link", links)
        return serve(self.request, self.document(), f"{self.content_type}; charset=utf-8")

    def document(self) -> str:
        return self.index()

    @cached_property
    def stream(self):
        return stream(self.context, query_from(self.request.form, SIZE))

    @property
    def url(self):
        """The page that the feed is of."""
        return link(self.context.absolute_url(), self.stream.query, size=PAGE)

    @property
    def self_url(self):
        """The feed's own address."""
        base = f"{self.context.absolute_url()}/@@{self.__name__}"
        return link(base, self.stream.query, size=PAGE)

    @property
    def hub_url(self) -> str:
        """The WebSub hub that tells of news in the feed; empty where none is told of this one.

        A feed of a choice has as many addresses as there are choices: the hub hears of whole ones.
        """
        return "" if "?" in self.self_url else setting("websub_hub") or ""

    @property
    def title(self):
        searched = f"”{text}” – " if (text := self.stream.query.text) else ""
        return f"{searched}{self.context.title} – {api.portal.get().title}"

    @property
    def language(self):
        return api.portal.get_default_language()

    def items(self) -> Iterator[dict]:
        """The entries in full; ``page`` is an address that never changes.

        What is on top in a crisis has that as a category, too.
        """
        found, on_top = self.stream, ids_on_top(self.stream.hub)
        word = [api.portal.translate(TITLE)]
        for entry, card in zip(found.entries, wholes_of(found, self.request), strict=True):
            words = [*card["categories"], *(word if card["id"] in on_top else [])]
            changed = max(entry["last_changed"], entry["time"])
            yield {**card, "categories": words, "changed": changed}

    def changed(self) -> int:
        """When anything in the feed last changed, in seconds since 1970.

        A feed without entries is as old as its place.
        """
        begun = int(self.context.created().timeTime())
        return max((entry["last_changed"] for entry in self.stream.entries), default=begun)

    iso = staticmethod(moment)


class Rss(Outgoing):
    """``@@rss``: RSS 2.0.

    It has one enclosure an item, whose length must be told and is not known (RSS 2.0); further
    films and sounds are Media RSS.
    """

    content_type = "application/rss+xml"
    unknown_type = UNKNOWN_TYPE

    def as_html(self, text: str) -> str:
        """A plain text for an element that holds HTML, in which its signs mean themselves."""
        return escape(text, quote=False)

    def as_title(self, text: str) -> str:
        """A plain text for a title, which most readers take for HTML, and some for text.

        So its signs are escaped where they would be taken for markup, and only there.
        """
        return text if clean.plain(text) == text else self.as_html(text)

    def rfc822(self, seconds: int) -> str:
        """A moment as RSS writes it (RFC 822)."""
        return format_datetime(datetime.fromtimestamp(seconds, UTC))


class Atom(Outgoing):
    """``@@atom``: Atom."""

    content_type = "application/atom+xml"


class JsonFeed(Outgoing):
    """``@@json-feed``: JSON Feed 1.1."""

    content_type = "application/feed+json"

    def document(self):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "description": self.context.description,
            "home_page_url": self.url,
            "feed_url": self.self_url,
            "language": self.language,
            "items": [self._item(card) for card in self.items()],
        }
        if self.hub_url:
            feed["hubs"] = [{"type": "WebSub", "url": self.hub_url}]
        return json.dumps(feed, ensure_ascii=False)

    def _item(self, card):
        item = {
            "id": card["page"],
            "url": card["link"] or card["page"],
            "title": None if card["title_derived"] else card["title"],
            "content_html": card["html"],
            "content_text": None if card["html"] else card["summary"] or card["title"],
            "summary": card["summary"],
            "image": card["images"][0]["src"] if card["images"] else None,
            "date_published": moment(card["time"]),
            "date_modified": card["updated"],
            "authors": [{"name": card["channel"]["title"], "url": card["channel"]["@id"]}],
            "tags": card["categories"],
            "language": card["language"],
            "attachments": [
                {"url": media["url"], "mime_type": media["type"] or UNKNOWN_TYPE}
                for media in card["media"]
            ],
        }
        told = {name: value for name, value in item.items() if value}
        return told if "content_html" in told else {"content_text": "", **told}


class Opml(Outgoing):
    """``@@opml``: the channels that are gathered, each with a feed, grouped by administration."""

    content_type = "text/x-opml"

    def administrations(self) -> list[tuple]:
        """Return (title, channels) of each administration, sorted by title."""
        grouped = {}
        for facts in self.stream.chosen.values():
            if facts.source != NONE:
                grouped.setdefault(facts.administration, []).append(facts)
        by_title = sorted(grouped.items(), key=lambda pair: pair[0].title.lower())
        return [(administration.title, channels) for administration, channels in by_title]

    def feed_of(self, facts: ChannelFacts) -> str:
        """Return the URL of a channel's own feed, or of the hub's feed of it if it has none."""
        if facts.source == FEED:
            return facts.feed_url
        return f"{self.request.physicalPathToURL(facts.path)}/@@rss"
