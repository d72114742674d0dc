"""Messages over plone.restapi, for those who handle them."""

from base64 import b64decode
from functools import cache
from time import time

from AccessControl import Unauthorized
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import alsoProvides

from ... import _
from ...accounts.channels.facts import known
from ...accounts.channels.interfaces import IChannel
from ...core.messages.engine import Refused
from ...core.messages.sealing import is_intact
from ...core.messages.store import messages_of
from ...site.forms.page_service import page_of
from ...site.forms.permissions import VIEW, may_manage
from ...site.forms.queries import misread
from ...site.forms.rest_errors import refused
from ...site.forms.retries import written
from ..reminders.naming import name_in
from ..routing.roles import roles_in, roles_on
from ..routing.routing import arrive
from ..search.asked import refuse_unreadable
from ..steps.capturing import incoming_from, named_apart
from ..steps.completing import complete
from ..steps.disclosure import disclose
from ..steps.given import GUARD, answered
from ..steps.steps import act, answer, note, state_facts
from .asked import LIMITS, asked_from, unknown
from .path import MessagePath
from .shown import is_stub, row, whole
from .sight import found, may_see


class MessageService(MessagePath, Service):
    """What all of them share: the path, and how a refusal is answered."""

    def reply(self):
        # A place is listed for whoever may see it, whatever the messages may be.
        if not api.user.has_permission(VIEW, obj=self.context):
            raise Unauthorized(self.context.getId())
        try:
            return self.answer()
        except Refused as refusal:
            status = 403 if refusal.guard == "role" else 400
            return refused(self.request, status, refusal.sentence, guard=refusal.guard)
        except Unauthorized:
            message = _("This message is not yours to handle.")
            return refused(self.request, 403, message, guard="role")


class MessagesGet(MessageService):
    """``GET @messages``, ``@messages/<id>`` and ``@messages/<id>/evidence``.

    Filters: ``state`` and ``kind`` (several may be given), ``late=1``, ``mine=1``, and what is
    searched for, as ``search.asked.clauses_from`` reads it; 25 to an answer where nothing is asked,
    500 at most.
    """

    def answer(self):
        if not self.path:
            return self._list()
        number = self.number
        if self.path[1:] == [] and is_stub(self.hub, number):
            return row(self.hub, number, int(time()))
        if not may_see(self.hub, number):
            raise Unauthorized("@messages")
        if len(self.path) == 1:
            return whole(self.hub, number, int(time()))
        if self.path[1:] == ["evidence"]:
            return self._evidence(number)
        raise NotFound("/".join(self.path))

    def _list(self):
        form, now = self.request.form, int(time())
        if message := misread(form, LIMITS):
            raise Refused(GUARD, message)
        if name := unknown(form):
            sentence = _(
                "The filter ${name} has a value that there is not.", mapping={"name": name}
            )
            raise Refused(GUARD, sentence)
        refuse_unreadable(self.hub, form)
        asked = asked_from(self.hub, form, now)
        page = found(self.hub, self.context, asked)
        name = cache(name_in)
        items = [row(self.hub, each, now, name=name) for each in page.numbers]
        return page_of(self.request, items, asked.start, asked.size, page.total)

    def _evidence(self, number):
        messages = messages_of(self.hub)
        hashes, seals = messages.hashes(number), messages.evidence(number)
        return {
            "@id": f"{self.context.absolute_url()}/@messages/{number}/evidence",
            "items": [seal | {"is_intact": is_intact(seal, hashes)} for seal in seals],
            "items_total": len(seals),
        }


class MessagesPost(MessageService):
    """``POST @messages`` hands a message in; ``POST @messages/<id>/<transition>`` takes a step.

    Beside the flow's transitions there are ``note`` (``text``), ``state`` (what it is, or one of
    the flow's questions: ``question`` and ``answer``, true or false, with what it states),
    ``complete`` (as ``completing.complete`` takes it, with ``files``) and ``disclose`` (as
    ``disclosure.disclose`` takes it).
    """

    def answer(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        data = self._body()
        if not self.path:
            return self._hand_in(data)
        if len(self.path) != 2:
            raise NotFound("/".join(self.path))
        number, step = self.number, self.path[1]
        written(lambda tries: _take(self.hub, number, step, data))
        return self._if_seen(number, whole)

    def _body(self):
        try:
            return json_body(self.request)
        except (DeserializationError, RecursionError) as error:
            raise Refused(GUARD, _("Send a JSON object.")) from error

    def _hand_in(self, data):
        uid = self.context.UID() if IChannel.providedBy(self.context) else data.get("channel")
        is_office = may_manage(self.hub)
        if uid not in [facts.uid for facts in known(self.context)]:
            raise Refused("channel", _("Say by its UID which channel the message came to."))
        if not (roles_on(self.hub, uid, is_office) or roles_in(self.hub) & {"office"}):
            raise Unauthorized("@messages")
        incoming = incoming_from(data, _files(data), channel=uid, how="rest", now=int(time()))
        [number] = written(lambda tries: arrive(self.hub, [incoming], tries=tries))
        self.request.response.setStatus(201)
        return self._if_seen(number, row)

    def _if_seen(self, number, shown):
        """Whoever passes a message on, or hands in a known one, may not be one who sees it."""
        return shown(self.hub, number, int(time())) if may_see(self.hub, number) else {"id": number}


def _take(hub, number, step, data):
    if step == "note":
        note(hub, number, data.get("text") or "")
    elif step == "state" and "question" in data:
        answer(hub, number, *answered(data))
    elif step == "state":
        state_facts(hub, number, data)
    elif step == "disclose":
        disclose(hub, number, data)
    elif step == "complete":
        complete(hub, number, data, _files(data))
    else:
        act(hub, number, step, data)


def _files(data) -> dict[str, bytes]:
    """``files``: a list of ``filename`` and ``data`` (base64)."""
    try:
        return named_apart(map(_file, data.get("files") or []))
    except (KeyError, TypeError, ValueError) as error:
        sentence = _("Files are given as a list of filename and data, in base64.")
        raise Refused(GUARD, sentence) from error


def _file(given):
    if not isinstance(given["filename"], str):
        raise TypeError(given["filename"])
    return given["filename"], b64decode(given["data"], validate=True)
