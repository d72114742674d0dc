"""Receivers of webhooks over plone.restapi."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zope.interface import alsoProvides

from ... import _
from ...accounts.channels.moments import moment
from ...site.forms.refusals import Refusal
from ...site.forms.rest_errors import refused
from .acting import act, again, throw_away
from .described import receivers, untaken
from .making import change_secret, make

SENT = _("Send a url and a list of events, or the id of a receiver and what to do with it.")
DEAD = {"again": again, "throw-away": throw_away}


class WebhooksGet(Service):
    """``GET @webhooks`` on a hub: the receivers, and what they have not taken; no secret."""

    def reply(self):
        items = [
            {**each, **{name: moment(each[name]) for name in ("made", "taken", "former_until")}}
            for each in receivers(self.context)
        ]
        return {
            "@id": f"{self.context.absolute_url()}/@webhooks",
            "items": items,
            "items_total": len(items),
            "untaken": [{**each, "made": moment(each["made"])} for each in untaken(self.context)],
        }


class WebhooksPost(WebhooksGet):
    """``POST @webhooks``: a new receiver (201, with its secret, this once), or ``do`` something.

    A ``new-secret`` is told once, too; the old one counts for so many ``days``.
    """

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            return self._taken(_body(self.request))
        except Refusal as refusal:
            return refused(self.request, 400, refusal.sentence)

    def _taken(self, body):
        do, ids = body.get("do"), body.get("ids")
        if do in DEAD and _are_texts(ids):
            DEAD[do](self.context, ids)
        elif do == "new-secret":
            days = body.get("days", 0)
            secret = change_secret(self.context, body.get("id", ""), days)
            return {**super().reply(), "secret": secret}
        elif do:
            act(self.context, do, body.get("id", ""))
        else:
            return self._made(body)
        return super().reply()

    def _made(self, body):
        url, title, events = body.get("url"), body.get("title", ""), body.get("events")
        if not _are_texts([url, title]) or not _are_texts(events):
            raise Refusal(SENT)
        hook, secret = make(self.context, url, title, events)
        self.request.response.setStatus(201)
        [made] = [each for each in receivers(self.context) if each["id"] == hook.id]
        return {**made, "made": moment(made["made"]), "secret": secret}


def _are_texts(values):
    return isinstance(values, list) and all(isinstance(each, str) for each in values)


def _body(request):
    try:
        body = json_body(request)
    except (DeserializationError, RecursionError) as error:
        raise Refusal(SENT) from error
    if not _are_texts([body.get(name, "") for name in ("do", "id")]):
        raise Refusal(SENT)
    return body
