"""``@@messages`` on a hub, an administration or a channel: the list and its subpages."""

from time import time
from typing import Any
from urllib.parse import quote

from AccessControl import Unauthorized
from plone.dexterity.content import Container
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.HTTPRequest import HTTPRequest

from ...accounts.channels.hub import hub_of
from ...core.messages.integrity import canonical_json
from ...core.messages.store import messages_of
from ..steps.submission import media_type
from .bulk_form import NAME as TOGETHER
from .list_page import BulkStepView, MessagesView
from .message_page import MessageView, WithheldView
from .next_message import OLDEST, oldest_message_url
from .serializer import is_withheld_from_assignee
from .shortcuts import TurnShortcuts
from .step_page import StepView
from .visibility import may_see, message_number


@implementer(IPublishTraverse)
class MessagePath:
    """Mix-in for views and services whose URL may continue with a message number."""

    context: Any

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request: HTTPRequest, name: str) -> "MessagePath":
        self.path.append(name)
        return self

    @property
    def hub(self) -> Container:
        return hub_of(self.context)

    @property
    def number(self) -> int:
        """The message number in the URL; raises NotFound if this place has no such message."""
        try:
            return message_number(self.hub, self.context, self.path[0])
        except KeyError as error:
            raise NotFound(self.path[0]) from error


class MessagesPage(MessagePath, BrowserView):
    """``@@messages``, which dispatches to the list, or to a message's page, steps and files."""

    def __call__(self):
        if not self.path:
            return MessagesView(self.context, self.request)()
        if self.path == [TOGETHER]:
            return BulkStepView(self.context, self.request)()
        if self.path == [OLDEST]:
            url = oldest_message_url(self.hub, self.context, int(time()))
            return self.request.response.redirect(url)
        if self.path == ["shortcuts"]:
            return TurnShortcuts(self.context, self.request, self.hub)()
        hub, number = self.hub, self.number
        page = self.context, self.request, hub, number
        if self.path[1:] == [] and is_withheld_from_assignee(hub, number):
            return WithheldView(*page)()
        if not may_see(hub, number):
            raise Unauthorized("@@messages")
        match self.path[1:]:
            case []:
                return MessageView(*page)()
            case [step]:
                return StepView(*page, step)()
            case ["files", name]:
                return file_download(self.request, hub, number, name)
            case ["evidence", position]:
                return evidence_download(self.request, hub, number, position)
        raise NotFound("/".join(self.path))


def file_download(request: HTTPRequest, hub: Container, number: int, name: str) -> bytes:
    """Return a message's file as a download; raise NotFound if there is none of this name."""
    data = messages_of(hub).file(number, name)
    if data is None:
        raise NotFound(name)
    return _download(request, name, media_type(data) or "application/octet-stream", data)


def evidence_download(request: HTTPRequest, hub: Container, number: int, position: str) -> bytes:
    """Return a seal, numbered from 1, as a JSON download; raise NotFound if it is missing."""
    seals = messages_of(hub).evidence(number)
    at = int(position) if position.isascii() and position.isdigit() and len(position) < 9 else 0
    if not 0 < at <= len(seals):
        raise NotFound(position)
    name = f"bevis-{number}-{at}.json"
    return _download(request, name, "application/json", canonical_json(seals[at - 1]))


def _download(request, name, kind, data):
    response = request.response
    response.setHeader("Content-Type", kind)
    response.setHeader(
        "Content-Disposition", f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    )
    return data
