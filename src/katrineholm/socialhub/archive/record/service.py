"""The record over plone.restapi, for those who may read it."""

from plone.restapi.services import Service
from zExceptions import NotFound

from ... import _
from ...accounts.channels.facts import known
from ...core.messages import shelves
from ...core.messages.store import messages_of
from ...core.timeline.store import timeline_of
from ...site.forms.page_service import page_of
from ...site.forms.path import TakesPath
from ...site.forms.rest_errors import bad_request, refused
from ..searching.finding import found, may_find
from ..searching.query import fault_in, query_from
from .listed import line, told
from .told import whole


class RecordGet(TakesPath, Service):
    """``GET @record``: search results; ``GET @record/<id>``: a post of the record.

    ``SearchableText``, ``type`` and ``channel`` (a UID; both may be several), ``after`` and
    ``before`` (the first and the last day), in pages. ``complete`` is true if everything has been
    searched.
    """

    def reply(self) -> dict:
        return self._post() if self.path else self._list()

    def _post(self):
        timeline = timeline_of(self.context)
        entry = timeline.whole(timeline.present_id(self.path[0]))
        if entry is None:
            raise NotFound("/".join(self.path))
        return whole(self.context, entry, self.request)

    def _list(self):
        hub, form = self.context, self.request.form
        if message := fault_in(form):
            raise bad_request(message)
        query = query_from(form)
        if foreign := query.channels - _channels(hub):
            mapping = {"channel": min(foreign)}
            raise bad_request(_("There is no channel ${channel} in the record.", mapping=mapping))
        if closed := [each for each in query.types if each not in may_find(hub)]:
            message = _("You may not read ${type} in the record.", mapping={"type": closed[0]})
            return refused(self.request, 403, message)
        page = found(hub, query)
        if not page.is_usable:
            message = _("The search cannot answer just now. Try again in a while.")
            return refused(self.request, 503, message)
        items = [told(line(hub, hit, query.clauses)) for hit in page.hits]
        answer = page_of(self.request, items, query.start, query.size, page.total)
        return {**answer, "complete": page.is_whole and not page.is_cut}


def _channels(hub) -> set[str]:
    """Return the UIDs of the existing channels, and of removed ones with posts or messages."""
    answered = shelves.channels(messages_of(hub).root)
    return {*timeline_of(hub).places(), *answered, *(facts.uid for facts in known(hub))}
