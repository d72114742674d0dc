"""``@@record`` on a hub: the search of the record, and each post with its history."""

from datetime import datetime
from functools import cached_property
from typing import Any

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.facts import known
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import when
from ...core.timeline.layout import Entry
from ...core.timeline.store import timeline_of
from ...public.listings.cards import ShowsCards
from ...public.listings.entry import PictureView
from ...public.listings.telling import EXPLAINED, HEARD
from ...site.forms.acts import Page
from ...site.forms.headings import joined
from ...site.forms.permissions import ANSWER_REQUESTS
from ...site.forms.plain import link
from ...site.forms.queries import pages
from ...site.forms.request import text
from ..searching.finding import Found, found, may_find
from ..searching.query import LONGEST, Query, is_upside_down, query_from, query_url
from .listed import line
from .states import TYPES
from .told import whole


@implementer(IPublishTraverse)
class RecordView(Page):
    """``@@record``: the search, and ``@@record/<id>``: a post."""

    lead = _(
        "All that is kept: what visitors see, what was changed, withdrawn, hidden or held, and "
        "what came in."
    )
    longest = LONGEST

    def publishTraverse(self, request: HTTPRequest, name: str) -> BrowserView:
        timeline = timeline_of(self.context)
        entry = timeline.whole(timeline.present_id(name))
        if entry is None:
            raise NotFound(name)
        view = api.content.get_view("recorded-post", self.context, request)
        view.entry = entry
        return view

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@record"

    @property
    def title(self) -> str:
        """The words of the query, and the number of the page."""
        parts = [_("The record")]
        if self.query.text:
            parts.append(f"”{self.query.text}”")
        if (number := self.pages()["number"]) > 1:
            parts.append(_("page ${number}", mapping={"number": number}))
        return joined(*parts)

    @property
    def may_answer(self) -> bool:
        """True if the reader answers requests, and so may collect results."""
        return api.user.has_permission(ANSWER_REQUESTS, obj=self.context)

    @cached_property
    def query(self) -> Query:
        """The query of the request."""
        return query_from(self.request.form)

    @cached_property
    def found(self) -> Found:
        return found(self.context, self.query)

    def lines(self) -> list[dict]:
        """Return the results of this page."""
        lines = (line(self.context, hit, self.query.clauses) for hit in self.found.hits)
        return [each | {"when": when(each["time"])} for each in lines]

    def types(self) -> list[dict]:
        """Return the kinds that the reader may find, the selected ones marked."""
        chosen = self.query.types
        return [
            {"value": name, "title": TYPES[name], "chosen": name in chosen or None}
            for name in may_find(self.context)
        ]

    def channels(self) -> list[dict]:
        """Return the channels to choose from, sorted by title."""
        facts = sorted(known(self.context), key=lambda each: each.title.casefold())
        chosen = self.query.channels
        return [
            {"value": each.uid, "title": each.title, "chosen": each.uid in chosen or None}
            for each in facts
        ]

    def day(self, name: str) -> str | None:
        """Return a day of the period for a date field."""
        day = getattr(self.query, name)
        return day and day.isoformat()

    def pages(self) -> dict:
        """Return the neighbouring pages, the current page and their number."""
        query = self.query
        total = self.found.total
        return pages(query.start, query.size, total, lambda at: query_url(self.url, query, at))

    def caution(self) -> Message | None:
        """Return a warning that the results are incomplete or missing, or None."""
        if is_upside_down(self.query):
            return _("The period ends before it begins.")
        if text(self.request.form, "SearchableText") and not self.query.text:
            return _("Write at least one word to search for.")
        if not self.found.is_usable:
            return _("The search cannot answer just now. Try again in a while.")
        if not self.found.is_whole:
            return _("Posts are still being read into the index. Search again in a while.")
        if self.found.is_cut:
            return _("There is more than can be counted. Write more words, or choose a period.")
        return None


class PostView(ShowsCards, Page):
    """``@@record/<id>``: a post of the record."""

    heard = HEARD
    entry: Any = None
    explained = EXPLAINED

    @property
    def title(self) -> str:
        return self.post["title"] or self.post["id"]

    @property
    def title_language(self) -> str | None:
        return self.post["language"] or None

    def __call__(self):
        if self.entry is None:
            raise NotFound("recorded-post")
        return self.index()

    @cached_property
    def post(self) -> dict:
        """The post as JSON."""
        return whole(self.context, self.entry, self.request)

    @property
    def record_url(self) -> str:
        """The URL of the search."""
        return f"{self.context.absolute_url()}/@@record"

    def public_url(self) -> str:
        """Return the post's page for visitors; empty if it is not public."""
        is_seen = self.post["state"] == "published"
        return f"{self.context.absolute_url()}/@@entry/{self.post['id']}" if is_seen else ""

    def at(self, iso: str | None) -> dict | None:
        """Return a timestamp, given in ISO 8601, for machines and people."""
        return None if iso is None else when(int(datetime.fromisoformat(iso).timestamp()))


class RecordPicture(PictureView):
    """``@@record-picture/<entry id>/<name>``: a picture of a post or of an earlier version."""

    @cached_property
    def found(self) -> tuple[Entry, None]:
        entry = timeline_of(self.context).whole(self.path[0]) if self.path else None
        if entry is None:
            raise NotFound("/".join(self.path))
        return entry, None

    def picture(self, entry_id: str, name: str) -> Any:
        timeline = timeline_of(self.context)
        return timeline.picture_of(timeline.whole(entry_id), name, ever=True)

    def _send(self, data, content_type):
        sent = super()._send(data, content_type)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return sent


class RecordLink(ViewletBase):
    """The link to the record above the list of messages."""

    index = ViewPageTemplateFile("link.pt")

    def links(self) -> list[dict]:
        """Return the link to the search."""
        return [link(f"{hub_of(self.context).absolute_url()}/@@record", _("Search the record"))]
