"""Holds over plone.restapi."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zope.interface import alsoProvides

from ... import _
from ...accounts.channels import holds
from ...accounts.channels.moments import moment
from ...site.forms.refusals import Refusal
from ...site.forms.rest_errors import bad_request
from .holding import hold, lift, title_of

SENT = _("Send a channel, an entry or a message and a reason, each as a text.")


class HoldsGet(Service):
    """``GET @holds`` on a hub: what is held, by whom, since when and why."""

    def reply(self):
        items = [self._told(each) for each in holds.of(self.context)]
        address = f"{self.context.absolute_url()}/@holds"
        return {"@id": address, "items": items, "items_total": len(items)}

    def _told(self, found):
        return {
            found.kind: found.name,
            "title": title_of(self.context, found.kind, found.name),
            "by": found.by,
            "when": moment(found.when),
            "reason": found.reason,
        }


class HoldsPost(HoldsGet):
    """``POST @holds``: ``channel``, ``entry`` or ``message``, and a ``reason``.

    With ``held`` false the hold is lifted. The answer is that of ``GET``.
    """

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            self._take(_body(self.request))
        except Refusal as refusal:
            raise bad_request(refusal.sentence) from refusal
        return super().reply()

    def _take(self, body):
        named = {kind: body.get(kind) or "" for kind in holds.KINDS}
        reason = body.get("reason") or ""
        if not all(isinstance(each, str) for each in (reason, *named.values())):
            raise Refusal(SENT)
        change = lift if body.get("held", True) is False else hold
        change(self.context, named, reason.strip())


def _body(request):
    try:
        return json_body(request)
    except (DeserializationError, RecursionError) as error:
        raise Refusal(SENT) from error
