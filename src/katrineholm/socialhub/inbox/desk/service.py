"""The REST services for those who handle messages."""

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
from ...accounts.channels.facts import all_channels
from ...accounts.channels.interfaces import IChannel
from ...core.messages.engine import Refused
from ...core.messages.flow import TRANSITIONS
from ...core.messages.integrity import is_seal_intact
from ...core.messages.store import messages_of
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, Acts, acts
from ...site.pages.page_service import batch_answer
from ...site.pages.permissions import VIEW, may_manage_register
from ...site.pages.query import number_fault
from ...site.pages.refusals import Refusal
from ...site.pages.rest_errors import error_body
from ...site.pages.retries import write_with_retries
from ..steps.completion import complete_evidence
from ..steps.roles import channel_roles, hub_roles
from ..steps.routing import receive_messages
from ..steps.schema import step_body_schema
from ..steps.secrecy import IDisclosure, disclose
from ..steps.submission import files_by_unique_name, incoming_message
from ..steps.summary import assignee_name
from ..steps.validation import GUARD
from .acts import NOTE_ACT, STATE_ACT, step_act
from .body_schemas import IAnswerBody, ICompletion, ISubmission
from .message_page import INote
from .messages_page import MessagePath
from .search_query import LIMITS, invalid_filter, list_query, refuse_invalid_query
from .serializer import is_withheld_from_assignee, message_data, message_row
from .visibility import may_see, result_page


def require_view_permission(context: DexterityContent) -> None:
    """Raise Unauthorized unless the user may view the place."""
    if not api.user.has_permission(VIEW, obj=context):
        raise Unauthorized(context.getId())


def forbidden_answer(request: HTTPRequest) -> dict:
    """Return the response (403) to a user who has no role for the message."""
    return error_body(request, 403, _("This message is not yours to handle."), guard="role")


def _hand_in(at, data):
    uid = at.context.UID() if IChannel.providedBy(at.context) else data.get("channel")
    if uid not in [facts.uid for facts in all_channels(at.context)]:
        raise Refused("channel", _("Say by its UID which channel the message came to."))
    is_office = may_manage_register(at.hub)
    if not (channel_roles(at.hub, uid, is_office) or hub_roles(at.hub) & {"office"}):
        raise Unauthorized("@messages")
    files, now = _decoded_files(data), int(time())
    incoming = incoming_message(data, files, channel=uid, how="rest", now=now)
    [number] = write_with_retries(lambda tries: receive_messages(at.hub, [incoming], tries=tries))
    return number


def _body_act(act: Act) -> Act:
    fields = act.fields or (step_body_schema(act.name) if act.name in TRANSITIONS else None)
    return replace(
        act,
        do=lambda at, data: write_with_retries(lambda tries: act.do(at, data)),
        fields=fields,
        judged=True,
    )


HAND_IN_ACT = Act("hand-in", _hand_in, fields=ISubmission, judged=True)
# The acts of programs with a message: those of its page's forms, and more.
MESSAGE_ACTS = acts(
    *map(
        _body_act,
        (
            *map(step_act, TRANSITIONS),
            replace(NOTE_ACT, fields=INote),
            replace(STATE_ACT, fields=IAnswerBody),
            Act(
                "complete",
                lambda at, data: complete_evidence(at.hub, at.number, data, _decoded_files(data)),
                title=_("Save in the evidence"),
                fields=ICompletion,
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

    The list can be filtered by ``state``, ``kind`` (each may have several values), ``late=1``,
    ``mine=1`` and the fields of ``search_query.query_clauses``. It returns 25 messages by default,
    and 500 at most.
    """

    def reply(self) -> dict:
        require_view_permission(self.context)
        try:
            return self._answer()
        except Refused as refusal:
            return error_body(self.request, 400, refusal.sentence, guard=refusal.guard)
        except Unauthorized:
            return forbidden_answer(self.request)

    def _answer(self):
        if not self.path:
            return self._list()
        number = self.number
        if self.path[1:] == [] and is_withheld_from_assignee(self.hub, number):
            return message_row(self.hub, number, int(time()))
        if not may_see(self.hub, number):
            raise Unauthorized("@messages")
        if len(self.path) == 1:
            return message_data(self.hub, number, int(time()))
        if self.path[1:] == ["evidence"]:
            return self._evidence(number)
        raise NotFound("/".join(self.path))

    def _list(self):
        form, now = self.request.form, int(time())
        if message := number_fault(form, LIMITS):
            raise Refused(GUARD, message)
        if name := invalid_filter(form):
            sentence = _(
                "The filter ${name} has a value that there is not.", mapping={"name": name}
            )
            raise Refused(GUARD, sentence)
        refuse_invalid_query(self.hub, form)
        query = list_query(self.hub, form, now)
        page = result_page(self.hub, self.context, query)
        names = cache(assignee_name)
        items = [message_row(self.hub, each, now, name=names) for each in page.numbers]
        return batch_answer(self.request, items, query.start, query.size, page.total)

    def _evidence(self, number):
        messages = messages_of(self.hub)
        hashes, seals = messages.hashes(number), messages.evidence(number)
        return {
            "@id": f"{self.context.absolute_url()}/@messages/{number}/evidence",
            "items": [seal | {"is_intact": is_seal_intact(seal, hashes)} for seal in seals],
            "items_total": len(seals),
        }


class MessagesPost(MessagePath, ActService):
    """``POST @messages`` submits a message; ``POST @messages/<id>/<transition>`` takes a step.

    Other acts than the flow's transitions are ``note`` (with ``text``), ``state`` (facts, or
    ``question`` and ``answer``, a bool, for one of the flow's questions), ``complete`` (the data of
    ``completion.complete_evidence`` with ``files``) and ``disclose`` (the data of
    ``secrecy.disclose``).
    """

    def reply(self) -> dict:
        require_view_permission(self.context)
        try:
            return super().reply()
        except Unauthorized:
            return forbidden_answer(self.request)

    @property
    def acts(self) -> Acts:
        if not self.path:
            return acts(HAND_IN_ACT)
        if len(self.path) == 1:
            return MESSAGE_ACTS
        step = self.path[-1]
        return acts(MESSAGE_ACTS.get(step) or step_act(step))

    def schema(self, act: Act) -> dict:
        if self.path and not may_see(self.hub, self.number):
            raise Unauthorized("@messages")
        return super().schema(act)

    def requested_name(self, body: Mapping) -> str:
        if len(self.path) not in (0, 2):
            raise NotFound("/".join(self.path))
        return self.path[1] if self.path else HAND_IN_ACT.name

    def step_input(self, act: str, data: Mapping) -> tuple[Mapping, None]:
        """Return the data and None, since programs take no other steps along with it."""
        return data, None

    def answer(self, act: Act, result: Any) -> dict:
        """Return the message, or only its id if the user may no longer see it."""
        number, shown = (self.number, message_data) if self.path else (result, message_row)
        if not self.path:
            self.request.response.setStatus(201)
        return shown(self.hub, number, int(time())) if may_see(self.hub, number) else {"id": number}

    def refusal(self, refusal: Refusal | Refused) -> dict:
        if getattr(refusal, "guard", "") == "role":
            return error_body(self.request, 403, refusal.sentence, guard="role")
        return super().refusal(refusal)


def _decoded_files(data) -> dict[str, bytes]:
    """Return the decoded ``files``, a list of ``filename`` and ``data`` (base64)."""
    try:
        return files_by_unique_name(map(_decoded_file, data.get("files") or []))
    except (KeyError, TypeError, ValueError) as error:
        sentence = _("Files are given as a list of filename and data, in base64.")
        raise Refused(GUARD, sentence) from error


def _decoded_file(given):
    if not isinstance(given["filename"], str):
        raise TypeError(given["filename"])
    return given["filename"], b64decode(given["data"], validate=True)
