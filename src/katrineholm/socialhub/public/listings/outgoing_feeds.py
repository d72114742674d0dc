"""The stream as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, and the channels as OPML 2.0.

Plone's syndication expects content objects with dates and texts in the catalogue, and its Atom
template expects XHTML. Entries are not content, and HTML from other sites is not XHTML.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cached_property
from html import escape

from plone import api
from Products.Five import BrowserView
from zope.interface import implementer

from ... import _
from ...accounts.channels.facts import AdministrationFacts, ChannelFacts
from ...accounts.channels.interfaces import ISocialHub
from ...accounts.channels.times import iso_time
from ...core.feeds import sanitiser
from ...core.feeds.source_kinds import FEED, NONE
from ...site.pages.page_cache import IPurgedPage
from ...site.pages.response import tagged_document
from ...site.settings.registry import setting
from .cards import stream_cards
from .highlight import TITLE, highlight_ids
from .notice import notice_items
from .query import PAGE, query_from, query_url
from .stream import Stream, stream_of
from .topics import query_topics, topics_of

SIZE = 50
UNKNOWN_TYPE = "application/octet-stream"


@implementer(IPurgedPage)
class OutgoingFeed(BrowserView):
    """Base class of the outgoing feeds."""

    content_type = ""

    def __call__(self):
        if not self.stream.found.is_usable:
            self.request.response.setStatus(503)  # feed readers keep their earlier entries
        if self.hub_url:
            links = f'<{self.hub_url}>; rel="hub", <{self.self_url}>; rel="self"'
            self.request.response.setHeader("Link", links)
        return tagged_document(self.request, self.document(), f"{self.content_type}; charset=utf-8")

    def document(self) -> str:
        return self.index()

    @cached_property
    def stream(self) -> Stream:
        return stream_of(self.context, query_from(self.request.form, SIZE))

    @property
    def url(self) -> str:
        """The URL of the page that shows the same entries."""
        return query_url(self.context.absolute_url(), self.stream.query, size=PAGE)

    @property
    def self_url(self) -> str:
        base = f"{self.context.absolute_url()}/@@{self.__name__}"
        return query_url(base, self.stream.query, size=PAGE)

    @property
    def hub_url(self) -> str:
        """The URL of the WebSub hub that is notified of news, or an empty string.

        Only unfiltered feeds have a hub, because there are too many combinations of filters.
        """
        return "" if "?" in self.self_url else setting("websub_hub") or ""

    @property
    def title(self) -> str:
        query, titles = self.stream.query, [self.context.title, api.portal.get().title]
        searched = [f"”{query.text}”"] if query.text else []
        return " – ".join([*searched, *query_topics(self.context, query), *titles])

    @property
    def language(self) -> str:
        return api.portal.get_default_language()

    @cached_property
    def notice(self) -> list[dict]:
        """The office's own notice, first in every feed but those of searches and archives."""
        query = self.stream.query
        is_news = not (query.text or query.year or query.start)
        return [*notice_items(self.stream.hub)] if is_news else []

    def items(self) -> Iterator[dict]:
        """Yield the notice, and the cards with full texts.

        Highlighted ones get the category *Viktigt nu*.
        """
        yield from self.notice
        found, on_top = self.stream, highlight_ids(self.stream.hub)
        word = [api.portal.translate(TITLE)]
        for entry, card in zip(
            found.entries, stream_cards(found, self.request, is_full=True), strict=True
        ):
            words = [*card["categories"], *(word if card["id"] in on_top else [])]
            changed = max(entry["last_changed"], entry["time"])
            yield {**card, "categories": words, "changed": changed}

    def changed(self) -> int:
        """Return the time of an entry's last change or, without entries, of the page's creation."""
        begun = int(self.context.created().timeTime())
        changes = [entry["last_changed"] for entry in self.stream.entries]
        return max([*changes, *(each["changed"] for each in self.notice)], default=begun)

    iso = staticmethod(iso_time)


class Rss(OutgoingFeed):
    """``@@rss``: the stream as RSS 2.0.

    An item has only one enclosure; further videos and sounds are added as Media RSS.
    """

    content_type = "application/rss+xml"
    unknown_type = UNKNOWN_TYPE

    def as_html(self, text: str) -> str:
        """Return plain text escaped for an element that contains HTML."""
        return escape(text, quote=False)

    def as_title(self, text: str) -> str:
        """Return plain text for a title, escaped only if it would be taken for markup.

        Most feed readers parse titles as HTML, but some read them as plain text.
        """
        return text if sanitiser.html_to_text(text) == text else self.as_html(text)

    def rfc822(self, seconds: int) -> str:
        return format_datetime(datetime.fromtimestamp(seconds, UTC))


class Atom(OutgoingFeed):
    """``@@atom``: the stream as Atom."""

    content_type = "application/atom+xml"


class JsonFeed(OutgoingFeed):
    """``@@json-feed``: the stream as JSON Feed 1.1."""

    content_type = "application/feed+json"

    def document(self) -> str:
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
            "date_published": iso_time(card["time"]),
            "date_modified": card["updated"],
            "authors": [{"name": card["channel"]["title"], "url": card["channel"]["@id"]}],
            "tags": card["categories"],
            "language": card["language"],
            "attachments": [
                {"url": media["url"], "mime_type": media["type"] or UNKNOWN_TYPE}
                for media in card["media"]
            ],
        }
        filled = {name: value for name, value in item.items() if value}
        return filled if "content_html" in filled else {"content_text": "", **filled}


class Opml(OutgoingFeed):
    """``@@opml``: the feeds of the channels as OPML 2.0, by administration, and of topics."""

    content_type = "text/x-opml"

    topics_title = _("Topics")

    def administrations(self) -> list[tuple]:
        """Return the title and the channels of each administration, sorted by title."""
        grouped: dict[AdministrationFacts, list[ChannelFacts]] = {}
        for facts in self.stream.chosen.values():
            if facts.source != NONE:
                grouped.setdefault(facts.administration, []).append(facts)
        titled = ((owner.title, channels) for owner, channels in grouped.items())
        return sorted(titled, key=lambda pair: pair[0].lower())

    def topics(self) -> list[dict]:
        """Return the feeds of a hub's topics; none in a filtered list, or below the hub."""
        if self.stream.query.is_filtered or not ISocialHub.providedBy(self.context):
            return []
        return [each.link(f"{self.url}/@@rss") for each in topics_of(self.context)]

    def feed_of(self, facts: ChannelFacts) -> str:
        """Return the URL of a channel's feed at its source, or else of its feed on this site."""
        if facts.source == FEED:
            return facts.feed_url
        return f"{self.request.physicalPathToURL(facts.path)}/@@rss"
