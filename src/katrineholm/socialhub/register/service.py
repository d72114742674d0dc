"""The official list over plone.restapi."""

from plone import api
from plone.restapi.batching import HypermediaBatch
from plone.restapi.services import Service
from zExceptions import BadRequest

from .. import _
from ..channels.asked import misread
from .health import health
from .item import item
from .listing import listing
from .verdict import asked_text, too_many, wait
from .verifying import verify
from .wanted import LIMITS, wanted_from

SIZE = 25


class ChannelsGet(Service):
    """``GET @channels``: the channels below a hub or an administration that the user may see."""

    def reply(self):
        if message := misread(self.request.form, LIMITS):
            raise BadRequest(api.portal.translate(message))
        wanted = wanted_from(self.request.form, SIZE)
        found = listing(self.context, wanted)
        # The batch reads the page from the request: it is to be the one that was asked for.
        self.request.form.update(b_start=wanted.start, b_size=wanted.size)
        batch = HypermediaBatch(self.request, range(found.total))
        answer = {
            "@id": batch.canonical_url,
            "items": [item(facts, self.request) for facts in found.rows],
            "items_total": found.total,
        }
        return {**answer, "batching": batch.links} if batch.links else answer


class VerifyGet(Service):
    """``GET @verify?address=…`` on a hub: whether an address or a name is the municipality's.

    ``channel`` is the newest, where several carry a name; ``platform`` and ``url`` of ``checked``
    are empty for a bare name, which another service may have given to somebody else.
    """

    def reply(self):
        if seconds := wait(self.request):
            too_many(self.request, seconds)
            message = _("Many addresses have been checked from here in a short time.")
            return {"type": "TooManyRequests", "message": api.portal.translate(message)}
        verdict = verify(self.context, asked_text(self.request))
        names = ("text", "platform", "account", "url")
        return {
            "@id": f"{self.context.absolute_url()}/@verify",
            "status": verdict.status,
            "channel": item(verdict.facts, self.request) if verdict.facts else None,
            "checked": {name: getattr(verdict.asked, name) for name in names},
        }


class HealthGet(Service):
    """``GET @health`` on a hub or an administration: the board's numbers."""

    def reply(self):
        return health(self.context, self.request)
