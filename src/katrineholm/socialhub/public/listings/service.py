"""The stream over plone.restapi."""

from plone.restapi.services import Service

from ... import _
from ...site.forms.page_service import page_of
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
        items = [published(each) for each in wholes_of(found, self.request)]
        return page_of(self.request, items, query.start, query.size, found.total)


def refuse_nonsense(form):
    """A program is told what it wrote wrongly, where a person's page passes it over."""
    if message := misread(form, LIMITS):
        raise bad_request(message)
    if "month" in form and "year" not in form:
        raise bad_request(_("A month needs its year."))
