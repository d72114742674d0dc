"""The stream over plone.restapi."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.restapi.services import Service
from plone.restapi.services.content.get import ContentGet
from zExceptions import NotFound
from zope.component import adapter

from ... import _
from ...accounts.channels.facts import visible_one
from ...accounts.channels.interfaces import IHasStream
from ...core.search.excerpts import Part
from ...core.timeline.store import timeline_of
from ...interfaces import ISocialHubLayer
from ...site.forms.act_service import ActService, Refused
from ...site.forms.acts import Act
from ...site.forms.page_service import Expanded, PageGet, page_of, spoken
from ...site.forms.path import TakesPath
from ...site.forms.queries import misread
from ...site.forms.refusals import Refusal
from ...site.forms.rest_errors import bad_request, refused
from . import plainplaces
from .acting import ENTRY_ACTS
from .cards import published, wholes_of
from .gone import calmly
from .hand import may_hide_in
from .important import important
from .important import told as on_top_of
from .query import LIMITS, LONGEST_TEXT, NEWEST, SORTS, query_from
from .searching import caution, excerpt_of
from .stream import entry_at, stream

SIZE = 25


class EntriesGet(Service):
    """``GET @entries``: the entries below a hub, an administration or a channel.

    With ``SearchableText`` the hits, each with an ``excerpt``; ``complete`` is true if all entries
    have been searched. ``crisis`` is the highlight, if there is one.
    """

    def reply(self) -> dict:
        refuse_nonsense(self.request.form)
        query = query_from(self.request.form, SIZE)
        found = stream(self.context, query)
        items = [published(each) for each in wholes_of(found, self.request)]
        if not query.text:
            page = page_of(self.request, items, query.start, query.size, found.total)
            on_top = important(found.hub)
            return page | {"crisis": on_top_of(found.hub, on_top, self.request)} if on_top else page
        if not found.found.is_usable:
            return refused(self.request, 503, caution(found))
        excerpts = [excerpt_of(entry, query.clauses) for entry in found.entries]
        items = [item | told(parts) for item, parts in zip(items, excerpts, strict=True)]
        page = page_of(self.request, items, query.start, query.size, found.total)
        return {**page, "complete": found.found.is_whole and not found.found.is_cut}


def told(parts: Iterable[Part]) -> dict:
    """Return an excerpt for REST: texts, each marked as found or not."""
    return {"excerpt": [{"text": part.text, "found": part.found} for part in parts]}


def refuse_nonsense(form: Mapping) -> None:
    """Raise BadRequest for parameters that a page for people would ignore."""
    if message := misread(form, LIMITS):
        raise bad_request(message)
    if "month" in form and "year" not in form:
        raise bad_request(_("A month needs its year."))
    if text := form.get("SearchableText"):
        _refuse_unsearchable(text, query_from(form))
    if form.get("sort", NEWEST) not in SORTS:
        raise bad_request(_("sort must be one of ${names}.", mapping={"names": ", ".join(SORTS)}))


def _refuse_unsearchable(text, query):
    if len(text) > LONGEST_TEXT:
        most = {"most": LONGEST_TEXT}
        raise bad_request(_("SearchableText may have at most ${most} characters.", mapping=most))
    if not query.clauses:
        raise bad_request(_("Write at least one word to search for."))


class StreamGet(PageGet):
    """``GET @stream`` on a hub, an administration or a channel: its page, for Volto."""

    name = "stream"
    page = staticmethod(plainplaces.page)


@adapter(IHasStream, ISocialHubLayer)
class StreamExpanded(Expanded):
    """The same in the content's own answer, with ``?expand=stream``."""

    service = StreamGet


class SectionsGet(PageGet):
    """``GET @sections`` on a hub: its newest entries of each kind."""

    name = view_name = "sections"


class PlaceGet(ContentGet):
    """``GET`` of a place, as of any content, but not indented: with its page it is a long text.

    Python serializes it five times as fast without indentation.
    """

    def render(self) -> str:
        self.check_permission()
        self.request.response.setHeader("Content-Type", self.content_type)
        return json.dumps(self.reply(), sort_keys=True)


class EntryGet(TakesPath, PageGet):
    """``GET @entry/<id>`` on a hub: the page of one entry; ``play=1`` starts its player."""

    name = "entry"
    view_name = "entry"
    render = calmly(PageGet.render)

    def reply(self) -> dict:
        view = api.content.get_view(self.view_name, self.context, self.request)
        view.publishTraverse(self.request, self.entry_id)
        return self.page_answer(view)

    @property
    def address(self) -> str:
        return f"{super().address}/{self.entry_id}"

    @property
    def entry_id(self) -> str:
        """The id in the path. Raises NotFound."""
        if len(self.path) != 1:
            raise NotFound("/".join(self.path))
        return self.path[0]


class VersionsGet(EntryGet):
    """``GET @entry-versions/<id>`` on a hub: the entry's earlier versions, if they are public."""

    name = view_name = "entry-versions"


class EntryPost(ActService, EntryGet):
    """``POST @entry/<id>``: ``do`` with ``reason``; ``message`` is the confirmation.

    ``entry`` is the answer of ``GET`` afterwards, or None if the user no longer sees the entry.
    """

    acts, addressed = ENTRY_ACTS, ("entry",)

    def body(self) -> dict:
        """Return the body; check permissions before faults."""
        entry = timeline_of(self.context).get(self.entry_id)
        facts = visible_one(self.context, entry["channel"]) if entry else None
        if facts is None:
            raise NotFound(self.entry_id)
        if not may_hide_in(self.context, facts):
            raise Unauthorized
        return super().body() | {"entry": self.entry_id}

    def answer(self, act: Act, result: Any) -> dict:
        is_seen = entry_at(self.context, self.entry_id) is not None
        entry = EntryGet.reply(self) if is_seen else None
        return spoken({"message": act.sentence(result), "entry": entry})

    def refusal(self, refusal: Refusal | Refused) -> dict:
        answer = super().refusal(refusal)
        return {"faults": {"reason": answer["message"]}, **answer}
