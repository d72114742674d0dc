"""The stream over plone.restapi."""

from plone.restapi.batching import HypermediaBatch
from plone.restapi.services import Service

from ... import _
from ...site.forms.queries import misread
from ...site.forms.rest_errors import bad_request
from .cards import published, wholes_of
from .query import LIMITS, query_from
from .stream import stream

SIZE = 25


class EntriesGet(Service):
    """``GET @entries``: the entries below a hub, an administration or a channel."""

    def reply(self):
        refuse_nonsense(self.request.form)
        query = query_from(self.request.form, SIZE)
        found = stream(self.context, query)
        # The batch reads the size from the request: it is to be the one that was asked for.
        self.request.form.update(b_start=query.start, b_size=query.size)
        batch = HypermediaBatch(self.request, found)
        items = [published(each) for each in wholes_of(found, self.request)]
        answer = {"@id": batch.canonical_url, "items": items, "items_total": len(found)}
        return {**answer, "batching": batch.links} if batch.links else answer


def refuse_nonsense(form):
    """A program is told what it wrote wrongly, where a person's page passes it over."""
    if message := misread(form, LIMITS):
        raise bad_request(message)
    if "month" in form and "year" not in form:
        raise bad_request(_("A month needs its year."))
