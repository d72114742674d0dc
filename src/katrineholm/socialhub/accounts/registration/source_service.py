"""A channel's source and connection over plone.restapi."""

from collections.abc import Mapping
from typing import Any

from plone.restapi.services import Service

from ... import _
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import cleaned_data
from ...site.pages.refusals import Refusal
from ..channels.source_description import (
    ADDRESS,
    IDescription,
    IDescriptionBody,
    clear_description,
    set_description,
)
from .connect_page import CONNECT, DISCONNECT
from .source_values import source_values

NO_DESCRIPTION = _("Send a description, or null to let it go, and the address that it is of.")
NO_SECRETS = _(
    "Send an interface by its name and its secrets, or null as the interface to let it go."
)


def source_answer(channel: Any) -> dict:
    """Return the body of the answer to a request about a channel's source."""
    return {"@id": f"{channel.absolute_url()}/@source", **source_values(channel)}


class SourceGet(Service):
    """``GET @source`` on a channel returns its source and connection."""

    def reply(self) -> dict:
        return source_answer(self.context)


def _describe(at, body):
    given = body.pop("description")
    if not body.keys() <= {ADDRESS} or not isinstance(given, dict | type(None)):
        raise Refusal(NO_DESCRIPTION)
    if given is None:
        clear_description(at.context)
    else:
        values = body | given
        set_description(at.context, values | cleaned_data(IDescription, values, at.context))


class SourcePost(ActService):
    """``POST @source`` connects, disconnects or describes the source, and answers as GET does."""

    acts = acts(
        CONNECT, DISCONNECT, Act("describe", _describe, fields=IDescriptionBody, judged=True)
    )

    def body(self) -> dict:
        try:
            return super().body()
        finally:
            # Error pages and logs show the values of a request.
            self.request.other.pop("BODY", None)

    def requested_name(self, body: Mapping) -> str:
        if "description" in body:
            return "describe"
        if body.get("interface", "") is not None:
            return CONNECT.name
        if len(body) > 1:
            raise Refusal(NO_SECRETS)
        return DISCONNECT.name

    def answer(self, act: Any, result: Any) -> dict:
        """Return the state of the channel's source after the act."""
        return source_answer(self.context)
