"""Messages over plone.restapi, for those who handle them."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from time import time
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.dexterity.content import DexterityContent
from plone.restapi.services import Service
from zExceptions import NotFound
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.facts import known
from ...accounts.channels.interfaces import IChannel
from ...core.messages.engine import Refused
from ...core.messages.flow import TRANSITIONS
from ...core.messages.sealing import is_intact
from ...core.messages.store import messages_of
from ...site.forms.act_service import ActService
from ...site.forms.acts import Act, Acts, acts
from ...site.forms.page_service import page_of
from ...site.forms.permissions import VIEW, may_manage
from ...site.forms.queries import misread
from ...site.forms.refusals import Refusal
from ...site.forms.rest_errors import refused
from ...site.forms.retries import written
from ..reminders.naming import name_in
from ..routing.roles import roles_in, roles_on
from ..routing.routing import arrive
from ..search.asked import refuse_unreadable
from ..steps.capturing import incoming_from, named_apart
from ..steps.completing import complete
from ..steps.disclosure import IDisclosure, disclose
from ..steps.given import GUARD
from ..steps.schema import body_of
from .acts import NOTING, STATING, step_act
from .asked import LIMITS, asked_from, unknown
from .bodies import IAnswered, ICompleted, IHandedIn
from .page import INote
from .path import MessagePath
from .shown import is_stub, row, whole
from .sight import found, may_see


def refuse_unseen(context: DexterityContent) -> None:
    """Raise Unauthorized unless the user may view the place."""
    if not api.user.has_permission(VIEW, obj=context):
        raise Unauthorized(context.getId())


def not_yours(request: HTTPRequest) -> dict:
    """Return the error for a user without a role for the message."""
    return refused(request, 403, _("This message is not yours to handle."), guard="role")


def _hand_in(at, data):
    uid = at.context.UID() if IChannel.providedBy(at.context) else data.get("channel")
    if uid not in [facts.uid for facts in known(at.context)]:
        raise Refused("channel", _("Say by its UID which channel the message came to."))
    if not (roles_on(at.hub, uid, may_manage(at.hub)) or roles_in(at.hub) & {"office"}):
        raise Unauthorized("@messages")
    incoming = incoming_from(data, _decoded_files(data), channel=uid, how="rest", now=int(time()))
    [number] = written(lambda tries: arrive(at.hub, [incoming], tries=tries))
    return number


def _body_act(act: Act) -> Act:
    fields = act.fields or (body_of(act.name) if act.name in TRANSITIONS else None)
    return replace(
        act,
        do=lambda at, data: written(lambda tries: act.do(at, data)),
        fields=fields,
        judged=True,
    )


HANDING_IN = Act("hand-in", _hand_in, fields=IHandedIn, judged=True)
# The acts of programs with a message: those of its page's forms, and more.
OF_MESSAGE = acts(
    *map(
        _body_act,
        (
            *map(step_act, TRANSITIONS),
            replace(NOTING, fields=INote),
            replace(STATING, fields=IAnswered),
            Act(
                "complete",
                lambda at, data: complete(at.hub, at.number, data, _decoded_files(data)),
                title=_("Save in the evidence"),
                fields=ICompleted,
            ),
            Act(
                "disclose",
                lambda at, data: disclose(at.hub, at.number, data),
                title=_("Decide"),
                fields=IDisclosure,
            ),
        ),
    )
)


class MessagesGet(MessagePath, Service):
    """``GET @messages``, ``@messages/<id>`` and ``@messages/<id>/evidence``.

    Filters: ``state`` and ``kind`` (several may be given), ``late=1``, ``mine=1``, and the search
    of ``search_query.search_clauses``; 25 to an answer by default, 500 at most.
    """

    def reply(self) -> dict:
        refuse_unseen(self.context)
        try:
            return self._answer()
        except Refused as refusal:
            return refused(self.request, 400, refusal.sentence, guard=refusal.guard)
        except Unauthorized:
            return not_yours(self.request)

    def _answer(self):
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
        query = asked_from(self.hub, form, now)
        page = found(self.hub, self.context, query)
        names = cache(name_in)
        items = [row(self.hub, each, now, name=names) for each in page.numbers]
        return page_of(self.request, items, query.start, query.size, page.total)

    def _evidence(self, number):
        messages = messages_of(self.hub)
        hashes, seals = messages.hashes(number), messages.evidence(number)
        return {
            "@id": f"{self.context.absolute_url()}/@messages/{number}/evidence",
            "items": [seal | {"is_intact": is_intact(seal, hashes)} for seal in seals],
            "items_total": len(seals),
        }


class MessagesPost(MessagePath, ActService):
    """``POST @messages`` submits a message; ``POST @messages/<id>/<transition>`` takes a step.

    Beside the flow's transitions there are ``note`` (``text``), ``state`` (facts, or one of the
    flow's questions: ``question`` and ``answer``, true or false, with its facts), ``complete`` (as
    ``completion.complete_evidence`` takes it, with ``files``) and ``disclose`` (as
    ``disclosure.disclose`` takes it).
    """

    def reply(self) -> dict:
        refuse_unseen(self.context)
        try:
            return super().reply()
        except Unauthorized:
            return not_yours(self.request)

    @property
    def acts(self) -> Acts:
        if not self.path:
            return acts(HANDING_IN)
        if len(self.path) == 1:
            return OF_MESSAGE
        step = self.path[-1]
        return acts(OF_MESSAGE.get(step) or step_act(step))

    def schema(self, act: Act) -> dict:
        if self.path and not may_see(self.hub, self.number):
            raise Unauthorized("@messages")
        return super().schema(act)

    def named(self, body: Mapping) -> str:
        if len(self.path) not in (0, 2):
            raise NotFound("/".join(self.path))
        return self.path[1] if self.path else HANDING_IN.name

    def step_input(self, act: str, data: Mapping) -> tuple[Mapping, None]:
        """Return the data and None: programs take no other steps along."""
        return data, None

    def answer(self, act: Act, result: Any) -> dict:
        """Return the message; only its id if the user may no longer see it."""
        number, shown = (self.number, whole) if self.path else (result, row)
        if not self.path:
            self.request.response.setStatus(201)
        return shown(self.hub, number, int(time())) if may_see(self.hub, number) else {"id": number}

    def refusal(self, refusal: Refusal | Refused) -> dict:
        if getattr(refusal, "guard", "") == "role":
            return refused(self.request, 403, refusal.sentence, guard="role")
        return super().refusal(refusal)


def _decoded_files(data) -> dict[str, bytes]:
    """Return the decoded ``files``, a list of ``filename`` and ``data`` (base64)."""
    try:
        return named_apart(map(_decoded_file, data.get("files") or []))
    except (KeyError, TypeError, ValueError) as error:
        sentence = _("Files are given as a list of filename and data, in base64.")
        raise Refused(GUARD, sentence) from error


def _decoded_file(given):
    if not isinstance(given["filename"], str):
        raise TypeError(given["filename"])
    return given["filename"], b64decode(given["data"], validate=True)
