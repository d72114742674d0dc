"""The official list over plone.restapi."""

from plone.restapi.services import Service

from ...site.pages.page_service import PageGet, batch_answer
from ...site.pages.query import number_fault
from ...site.pages.rest_errors import bad_request_error
from .channel_item import channel_item
from .channel_list import listed_channels
from .query import LIMITS, query_from

SIZE = 25


class ChannelsGet(Service):
    """``GET @channels``: the channels below a hub or an administration that the user may see.

    ``b_size`` is the number of channels in an answer, 25 by default and 500 at most; another size
    is refused with 400.
    """

    def reply(self) -> dict:
        if message := number_fault(self.request.form, LIMITS):
            raise bad_request_error(message)
        query = query_from(self.request.form, SIZE)
        found = listed_channels(self.context, query)
        items = [channel_item(facts, self.request) for facts in found.rows]
        return batch_answer(self.request, items, query.start, query.size, found.total)


class OfficialGet(PageGet):
    """``GET @official`` on a hub: the page of the official list, for Volto."""

    name, view_name = "official", "official-list"
