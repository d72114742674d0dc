"""A channel's source and connection over plone.restapi."""

from collections.abc import Mapping
from typing import Any

from plone.restapi.services import Service

from ... import _
from ...site.forms.act_service import ActService
from ...site.forms.acts import Act, acts
from ...site.forms.refusals import Refusal
from ...site.forms.schema import read
from ..channels.describing import ADDRESS, IDescribed, IDescription, describe, forget
from .described import source
from .page import CONNECT, DISCONNECT

DESCRIBED = _("Send a description, or null to let it go, and the address that it is of.")
SENT = _("Send an interface by its name and its secrets, or null as the interface to let it go.")


def answer_of(channel: Any) -> dict:
    """Return the answer about a channel's source."""
    return {"@id": f"{channel.absolute_url()}/@source", **source(channel)}


class SourceGet(Service):
    """``GET @source`` on a channel."""

    def reply(self) -> dict:
        return answer_of(self.context)


def _describe(at, body):
    given = body.pop("description")
    if not body.keys() <= {ADDRESS} or not isinstance(given, dict | type(None)):
        raise Refusal(DESCRIBED)
    if given is None:
        forget(at.context)
    else:
        values = body | given
        describe(at.context, values | read(IDescription, values, at.context))


class SourcePost(ActService):
    """``POST @source``: connect, disconnect or describe; the answer is that of GET."""

    acts = acts(CONNECT, DISCONNECT, Act("describe", _describe, fields=IDescribed, judged=True))

    def body(self) -> dict:
        try:
            return super().body()
        finally:
            # Error pages and logs show the values of a request.
            self.request.other.pop("BODY", None)

    def named(self, body: Mapping) -> str:
        if "description" in body:
            return "describe"
        if body.get("interface", "") is not None:
            return CONNECT.name
        if len(body) > 1:
            raise Refusal(SENT)
        return DISCONNECT.name

    def answer(self, act: Any, result: Any) -> dict:
        return answer_of(self.context)
