"""The official list over plone.restapi."""

from plone.restapi.services import Service

from ...site.forms.page_service import PageGet, page_of
from ...site.forms.queries import misread
from ...site.forms.rest_errors import bad_request
from .item import item
from .listing import listing
from .query import LIMITS, query_from

SIZE = 25


class ChannelsGet(Service):
    """``GET @channels``: the channels below a hub or an administration that the user may see.

    ``b_size`` is the number of channels in an answer, 25 by default and 500 at most; another size
    is refused with 400.
    """

    def reply(self) -> dict:
        if message := misread(self.request.form, LIMITS):
            raise bad_request(message)
        query = query_from(self.request.form, SIZE)
        found = listing(self.context, query)
        items = [item(facts, self.request) for facts in found.rows]
        return page_of(self.request, items, query.start, query.size, found.total)


class OfficialGet(PageGet):
    """``GET @official`` on a hub: the page of the official list, for Volto."""

    name, view_name = "official", "official-list"
