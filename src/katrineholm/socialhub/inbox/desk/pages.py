"""``@@messages`` on a hub, an administration or a channel: the list and its subpages."""

from AccessControl import Unauthorized
from Products.Five import BrowserView
from zExceptions import NotFound

from .listed import MessagesView, Together
from .page import MessageView, WithheldView
from .path import MessagePath
from .sent import send_evidence, send_file
from .shortcuts import TurnShortcuts
from .shown import is_stub
from .sight import may_see
from .taking import StepView
from .together_view import NAME as TOGETHER


class MessagesPage(MessagePath, BrowserView):
    """``@@messages/<id>``, ``…/<id>/<step>``, ``…/<id>/files/<name>`` and the list."""

    def __call__(self):
        if not self.path:
            return MessagesView(self.context, self.request)()
        if self.path == [TOGETHER]:
            return Together(self.context, self.request)()
        if self.path == ["shortcuts"]:
            return TurnShortcuts(self.context, self.request, self.hub)()
        hub, number = self.hub, self.number
        page = self.context, self.request, hub, number
        if self.path[1:] == [] and is_stub(hub, number):
            return WithheldView(*page)()
        if not may_see(hub, number):
            raise Unauthorized("@@messages")
        match self.path[1:]:
            case []:
                return MessageView(*page)()
            case [step]:
                return StepView(*page, step)()
            case ["files", name]:
                return send_file(self.request, hub, number, name)
            case ["evidence", position]:
                return send_evidence(self.request, hub, number, position)
        raise NotFound("/".join(self.path))
