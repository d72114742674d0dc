"""The official list over plone.restapi."""

from plone.restapi.batching import HypermediaBatch
from plone.restapi.services import Service

from ...site.forms.queries import misread
from ...site.forms.rest_errors import bad_request
from .item import item
from .listing import listing
from .query import LIMITS, query_from

SIZE = 25


class ChannelsGet(Service):
    """``GET @channels``: the channels below a hub or an administration that the user may see.

    ``b_size`` is how many of them an answer holds, 25 where nothing is asked and 500 at most;
    another size is refused with 400.
    """

    def reply(self):
        if message := misread(self.request.form, LIMITS):
            raise bad_request(message)
        query = query_from(self.request.form, SIZE)
        found = listing(self.context, query)
        # The batch reads the page from the request: it is to be the one that was asked for.
        self.request.form.update(b_start=query.start, b_size=query.size)
        batch = HypermediaBatch(self.request, range(found.total))
        answer = {
            "@id": batch.canonical_url,
            "items": [item(facts, self.request) for facts in found.rows],
            "items_total": found.total,
        }
        return {**answer, "batching": batch.links} if batch.links else answer
