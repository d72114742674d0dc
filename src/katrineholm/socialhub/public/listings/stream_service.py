"""REST services for the stream and its entries."""

import json
from collections.abc import Mapping
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.restapi.services import Service
from plone.restapi.services.content.get import ContentGet
from zExceptions import NotFound
from zope.component import adapter

from ... import _
from ...accounts.channels.facts import viewable_channel
from ...accounts.channels.interfaces import IHasStream
from ...core.timeline.store import timeline_of
from ...interfaces import ISocialHubLayer
from ...site.pages.act_service import ActService, Refused
from ...site.pages.acts import Act
from ...site.pages.page_service import PageExpander, PageGet, batch_answer, translated_answer
from ...site.pages.query import number_fault
from ...site.pages.refusals import Refusal
from ...site.pages.rest_errors import bad_request_error, error_body
from ...site.pages.traversal import PathTraverser
from . import place_serializer
from .card_serializer import excerpt_values
from .cards import public_card, stream_cards
from .editorial import may_hide_in_channel
from .entry_acts import ENTRY_ACTS
from .found_names import found_names
from .gone import handle_gone
from .notice import important_json
from .query import LIMITS, LONGEST_TEXT, NEWEST, SORTS, query_from
from .search_results import entry_excerpt, search_caution
from .stream import stream_of, visible_entry

SIZE = 25


class EntriesGet(Service):
    """``GET @entries``: the entries below a hub, an administration or a channel.

    With ``SearchableText``, each hit has an ``excerpt``; with that, a ``topic`` or a ``tag``,
    ``complete`` is true if all hits have been found. Otherwise, ``crisis`` is what is
    important now, if anything is.
    """

    def reply(self) -> dict:
        validate_parameters(self.request.form)
        query = query_from(self.request.form, SIZE)
        found = stream_of(self.context, query)
        items = [public_card(each) for each in stream_cards(found, self.request, is_full=True)]
        if not query.is_search:
            page = batch_answer(self.request, items, query.start, query.size, found.total)
            on_top = important_json(found.hub, self.request)
            return page | ({"crisis": on_top} if on_top else {})
        if not found.found.is_usable:
            return error_body(self.request, 503, search_caution(found))
        for item, entry in zip(items, found.entries, strict=True) if query.text else ():
            item["excerpt"] = excerpt_values(entry_excerpt(entry, found.marks))
        page = batch_answer(self.request, items, query.start, query.size, found.total)
        guess = found.found.guess
        return {
            **page,
            "complete": found.found.is_whole and not found.found.is_cut,
            "meant": guess.text if guess else "",
            "names": translated_answer(found_names(self.context, query, self.request)),
        }


def validate_parameters(form: Mapping) -> None:
    """Raise BadRequest for invalid parameters, which HTML pages ignore."""
    if message := number_fault(form, LIMITS):
        raise bad_request_error(message)
    if "month" in form and "year" not in form:
        raise bad_request_error(_("A month needs its year."))
    text = form.get("SearchableText") or ""
    if len(text) > LONGEST_TEXT:
        message = _("SearchableText may have at most ${most} characters.")
        raise bad_request_error(_(message, mapping={"most": LONGEST_TEXT}))
    if text and not query_from(form).clauses:
        raise bad_request_error(_("Write at least one word to search for."))
    if form.get("sort", NEWEST) not in SORTS:
        message = _("sort must be one of ${names}.")
        raise bad_request_error(_(message, mapping={"names": ", ".join(SORTS)}))


class StreamGet(PageGet):
    """``GET @stream`` on a hub, an administration or a channel: its page, for Volto."""

    name = "stream"
    page = staticmethod(place_serializer.serialize_place)


@adapter(IHasStream, ISocialHubLayer)
class StreamExpanded(PageExpander):
    """The page of ``GET @stream`` as part of the content's response to ``?expand=stream``."""

    service = StreamGet


class SectionsGet(PageGet):
    """``GET @sections`` on a hub: its newest entries of each kind."""

    name = view_name = "sections"


class PlaceGet(ContentGet):
    """``GET`` of a place as JSON without indentation, which Python writes five times as fast."""

    def render(self) -> str:
        self.check_permission()
        self.request.response.setHeader("Content-Type", self.content_type)
        return json.dumps(self.reply(), sort_keys=True)


class EntryGet(PathTraverser, PageGet):
    """``GET @entry/<id>`` on a hub: the page of one entry; ``play=1`` starts its player."""

    name = "entry"
    view_name = "entry"
    render = handle_gone(PageGet.render)

    def reply(self) -> dict:
        view = api.content.get_view(self.view_name, self.context, self.request)
        view.publishTraverse(self.request, self.entry_id)
        return self.page_answer(view)

    @property
    def address(self) -> str:
        return f"{super().address}/{self.entry_id}"

    @property
    def entry_id(self) -> str:
        """The id of the entry in the path. Raises NotFound if there is none."""
        if len(self.path) != 1:
            raise NotFound("/".join(self.path))
        return self.path[0]


class VersionsGet(EntryGet):
    """``GET @entry-versions/<id>`` on a hub: the entry's earlier versions, if they are public."""

    name = view_name = "entry-versions"


class EntryPost(ActService, EntryGet):
    """``POST @entry/<id>``: performs the act ``do`` on an entry, for a ``reason``.

    The response has a ``message`` and the ``entry`` of ``GET``, or None if it is not visible.
    """

    acts, addressed = ENTRY_ACTS, ("entry",)

    def body(self) -> dict:
        """Return the body with the id of the entry. Raise NotFound or Unauthorized."""
        entry = timeline_of(self.context).get(self.entry_id)
        facts = viewable_channel(self.context, entry["channel"]) if entry else None
        if facts is None:
            raise NotFound(self.entry_id)
        if not may_hide_in_channel(self.context, facts):
            raise Unauthorized
        return super().body() | {"entry": self.entry_id}

    def answer(self, act: Act, result: Any) -> dict:
        is_seen = visible_entry(self.context, self.entry_id) is not None
        entry = EntryGet.reply(self) if is_seen else None
        return translated_answer({"message": act.sentence(result), "entry": entry})

    def refusal(self, refusal: Refusal | Refused) -> dict:
        answer = super().refusal(refusal)
        return {"faults": {"reason": answer["message"]}, **answer}
