"""The REST service of the record, for those who may read it."""

from plone.restapi.services import Service
from zExceptions import NotFound

from ... import _
from ...accounts.channels.facts import all_channels
from ...core.messages import message_lists
from ...core.messages.store import messages_of
from ...core.timeline.change_log import channel_positions
from ...core.timeline.record import present_id
from ...core.timeline.store import timeline_of
from ...site.pages.page_service import batch_answer
from ...site.pages.rest_errors import bad_request_error, error_body
from ...site.pages.traversal import PathTraverser
from .post_reads import note_read
from .post_serializer import serialize_post
from .query import query_error, query_from_form
from .result_rows import result_data, result_row
from .search import findable_types, search_results


class RecordGet(PathTraverser, Service):
    """``GET @record`` searches the record; ``GET @record/<id>`` returns a post of the record.

    The parameters of a search are ``SearchableText``, ``type``, ``channel`` (a UID), ``after`` and
    ``before`` (days, both included); ``type`` and ``channel`` may be repeated. In the response,
    ``complete`` is true if everything has been searched.
    """

    def reply(self) -> dict:
        return self._post() if self.path else self._list()

    def _post(self):
        timeline = timeline_of(self.context)
        entry = timeline.unmasked(present_id(timeline, self.path[0]))
        if entry is None:
            raise NotFound("/".join(self.path))
        note_read(self.context, entry, self.request)
        return serialize_post(self.context, entry, self.request)

    def _list(self):
        hub, form = self.context, self.request.form
        if message := query_error(form):
            raise bad_request_error(message)
        query = query_from_form(form)
        if foreign := query.channels - _channels(hub):
            mapping = {"channel": min(foreign)}
            raise bad_request_error(
                _("There is no channel ${channel} in the record.", mapping=mapping)
            )
        if closed := [each for each in query.types if each not in findable_types(hub)]:
            message = _("You may not read ${type} in the record.", mapping={"type": closed[0]})
            return error_body(self.request, 403, message)
        page = search_results(hub, query)
        if not page.is_usable:
            message = _("The search cannot answer just now. Try again in a while.")
            return error_body(self.request, 503, message)
        items = [result_data(result_row(hub, hit, query.clauses)) for hit in page.hits]
        answer = batch_answer(self.request, items, query.start, query.size, page.total)
        return {**answer, "complete": page.is_whole and not page.is_cut}


def _channels(hub) -> set[str]:
    """Return the UIDs of the existing channels, and of removed ones with posts or messages."""
    answered = message_lists.channels_with_messages(messages_of(hub).root)
    return {
        *channel_positions(timeline_of(hub)),
        *answered,
        *(facts.uid for facts in all_channels(hub)),
    }
