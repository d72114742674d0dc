"""A channel's source over plone.restapi: what it lives by, and its account connected."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zope.interface import alsoProvides

from ... import _
from ...site.forms.refusals import Refusal
from ...site.forms.rest_errors import refused
from ..channels.describing import ADDRESS, Misdescribed, describe, forget
from .connecting import connect, disconnect
from .described import source

DESCRIBED = _("Send a description, or null to let it go, and the address that it is of.")
SENT = _("Send an interface by its name and its secrets, or null as the interface to let it go.")


class SourceGet(Service):
    """``GET @source`` on a channel."""

    def reply(self):
        return {"@id": f"{self.context.absolute_url()}/@source", **source(self.context)}


class SourcePost(SourceGet):
    """``POST @source``: connect, or let go, or describe; the answer is that of GET."""

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            self._take(_body(self.request))
        except Misdescribed as refusal:
            at = next(iter(refusal.faults))
            return refused(self.request, 400, refusal.sentence, guard=at)
        except Refusal as refusal:
            return refused(self.request, 400, refusal.sentence)
        return super().reply()

    def _take(self, body):
        if "description" in body:
            self._describe(body)
            return
        name = body.pop("interface", "")
        if name is None and not body:
            disconnect(self.context)
        elif not isinstance(name, str) or not all(isinstance(each, str) for each in body.values()):
            raise Refusal(SENT)
        else:
            connect(self.context, name, body)

    def _describe(self, body):
        given = body.pop("description")
        if not body.keys() <= {ADDRESS} or not isinstance(given, dict | type(None)):
            raise Refusal(DESCRIBED)
        if given is None:
            forget(self.context)
        else:
            describe(self.context, body | given)


def _body(request):
    try:
        return json_body(request)
    except (DeserializationError, RecursionError) as error:
        raise Refusal(SENT) from error
    finally:
        # An error's page and its log show what a request holds.
        request.other.pop("BODY", None)
