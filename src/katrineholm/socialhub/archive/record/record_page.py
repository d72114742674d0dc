"""The view ``@@record`` of a hub, with the search of the record and a page for each post."""

from datetime import datetime
from functools import cached_property
from typing import Any

from AccessControl import Unauthorized
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
from ...accounts.channels.facts import all_channels
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import formatted_time
from ...core.timeline.layout import Entry
from ...core.timeline.pictures import picture_file
from ...core.timeline.record import present_id
from ...core.timeline.store import timeline_of
from ...public.listings.cards import CardViewMixin
from ...public.listings.entry_versions import EXPLANATION, SPOKEN_MARKS
from ...public.listings.entry_view import PictureView
from ...site.pages.acts import Page
from ...site.pages.page_values import link, list_title
from ...site.pages.permissions import ANSWER_REQUESTS, READ_RECORD
from ...site.pages.query import neighbour_pages
from ...site.pages.request import form_text
from ..packages.titles import TYPE_TITLES
from .ask_page import PAGE as ASK_PAGE
from .post_reads import note_read
from .post_serializer import serialize_post
from .query import LONGEST, RecordQuery, has_reversed_period, query_from_form, query_url
from .reads_page import is_keeper
from .result_rows import result_row
from .search import ResultPage, findable_types, search_results


class ReadersPage(Page):
    """A page for those who may read the record. Visitors are led to the page on asking for them."""

    @property
    def is_open(self) -> bool:
        return api.user.has_permission(READ_RECORD, obj=self.context)

    def __call__(self):
        if self.is_open:
            return self.read()
        if api.user.is_anonymous():
            # Anybody may ask for a record, so that this is no log-in wall.
            return self.request.response.redirect(f"{self.context.absolute_url()}/@@{ASK_PAGE}")
        raise Unauthorized(self.__name__)

    def read(self) -> str:
        """Return the page to a user who may read it."""
        return self.index()


@implementer(IPublishTraverse)
class RecordView(ReadersPage):
    """The page ``@@record``, which searches the record; ``@@record/<id>`` is the page of a post."""

    lead = _(
        "All that is kept: what visitors see, what was changed, withdrawn, hidden or held, and "
        "what came in."
    )
    longest = LONGEST
    index = ViewPageTemplateFile("record.pt")

    def publishTraverse(self, request: HTTPRequest, name: str) -> BrowserView:
        # The user is not authenticated yet: the view checks whether there is such a post.
        timeline = timeline_of(self.context)
        view = api.content.get_view("recorded-post", self.context, request)
        view.entry = timeline.unmasked(present_id(timeline, name))
        return view

    @property
    def title(self) -> str:
        """The title of the page, with the words of the query and the page number."""
        return list_title(_("The record"), text=self.query.text, number=self.pages()["number"])

    @property
    def may_answer(self) -> bool:
        """True if the user may answer requests for records, and so add results to them."""
        return api.user.has_permission(ANSWER_REQUESTS, obj=self.context)

    @property
    def is_keeper(self) -> bool:
        """True if the user is a registrar or an archivist, who see the log of readings."""
        return is_keeper(self.context)

    @cached_property
    def query(self) -> RecordQuery:
        """The search query in the HTTP request."""
        return query_from_form(self.request.form)

    @cached_property
    def found(self) -> ResultPage:
        """The current page of search results."""
        return search_results(self.context, self.query)

    def rows(self) -> list[dict]:
        """Return a row for each result on the current page."""
        lines = (result_row(self.context, hit, self.query.clauses) for hit in self.found.hits)
        return [each | {"when": formatted_time(each["time"])} for each in lines]

    def types(self) -> list[dict]:
        """Return the kinds of records that the user may find, with the selected ones marked."""
        chosen = self.query.types
        return [
            {"value": name, "title": TYPE_TITLES[name], "chosen": name in chosen or None}
            for name in findable_types(self.context)
        ]

    def channels(self) -> list[dict]:
        """Return the channels to choose from, sorted by title, with the selected ones marked."""
        facts = sorted(all_channels(self.context), key=lambda each: each.title.casefold())
        chosen = self.query.channels
        return [
            {"value": each.uid, "title": each.title, "chosen": each.uid in chosen or None}
            for each in facts
        ]

    def day(self, name: str) -> str | None:
        """Return the ``first`` or the ``last`` day of the query for a date field, or None."""
        day = getattr(self.query, name)
        return day and day.isoformat()

    def pages(self) -> dict:
        """Return the URLs of the neighbouring pages, the current page number and the page count."""
        query = self.query
        total = self.found.total
        return neighbour_pages(
            query.start, query.size, total, lambda at: query_url(self.url, query, at)
        )

    def caution(self) -> Message | None:
        """Return a warning if results are incomplete or missing, otherwise None."""
        if has_reversed_period(self.query):
            return _("The period ends before it begins.")
        if form_text(self.request.form, "SearchableText") and not self.query.text:
            return _("Write at least one word to search for.")
        if not self.found.is_usable:
            return _("The search cannot answer just now. Try again in a while.")
        if not self.found.is_whole:
            return _(
                "Posts are still being read into the index: ${number} changes remain. Search again"
                " in a while.",
                mapping={"number": self.found.unread},
            )
        if self.found.is_cut:
            return _("There is more than can be counted. Write more words, or choose a period.")
        return None


class PostView(CardViewMixin, ReadersPage):
    """The page of a post in the record, ``@@record/<id>``."""

    heard = SPOKEN_MARKS
    entry: Any = None
    explained = EXPLANATION

    @property
    def title(self) -> str:
        return self.post["title"] or self.post["id"]

    @property
    def title_language(self) -> str | None:
        return self.post["language"] or None

    def read(self) -> str:
        if self.entry is None:
            raise NotFound("recorded-post")
        note_read(self.context, self.entry, self.request)
        return self.index()

    @cached_property
    def post(self) -> dict:
        """The post with its versions and its history, as JSON."""
        return serialize_post(self.context, self.entry, self.request)

    def case_url(self) -> str:
        """Return the URL to note a demand about the post; empty if that is not the user's to do."""
        may = api.user.has_permission(ANSWER_REQUESTS, obj=self.context)
        return f"{self.context.absolute_url()}/@@post-cases?post={self.post['id']}" if may else ""

    def reads_url(self) -> str:
        """Return the URL of the log of who has read the post; empty if it is not the user's."""
        if not is_keeper(self.context):
            return ""
        return f"{self.context.absolute_url()}/@@record-reads?post={self.post['id']}"

    @property
    def record_url(self) -> str:
        """The URL of the search page."""
        return f"{self.context.absolute_url()}/@@record"

    def public_url(self) -> str:
        """Return the URL of the post's page for visitors; empty if they cannot see the post."""
        is_seen = self.post["state"] == "published"
        return f"{self.context.absolute_url()}/@@entry/{self.post['id']}" if is_seen else ""

    def at(self, iso: str | None) -> dict | None:
        """Return an ISO 8601 timestamp as ``iso`` and ``text``; None if there is no timestamp."""
        return None if iso is None else formatted_time(int(datetime.fromisoformat(iso).timestamp()))


class RecordPicture(PictureView):
    """The view ``@@record-picture/<entry id>/<name>``, with a picture of a post or a version."""

    @cached_property
    def found(self) -> tuple[Entry, None]:
        entry = timeline_of(self.context).unmasked(self.path[0]) if self.path else None
        if entry is None:
            raise NotFound("/".join(self.path))
        return entry, None

    def picture(self, entry_id: str, name: str) -> Any:
        timeline = timeline_of(self.context)
        entry = timeline.unmasked(entry_id)
        note_read(self.context, entry, self.request)
        return picture_file(timeline, entry, name, ever=True)

    def _send(self, data, content_type):
        sent = super()._send(data, content_type)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return sent


class RecordLink(ViewletBase):
    """A viewlet above the list of messages, with a link to the search of the record."""

    index = ViewPageTemplateFile("record_link.pt")

    def links(self) -> list[dict]:
        """Return a list with the link to the search page."""
        return [link(f"{hub_of(self.context).absolute_url()}/@@record", _("Search the record"))]
