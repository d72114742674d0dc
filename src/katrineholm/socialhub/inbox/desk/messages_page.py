"""``@@messages`` on a hub, an administration or a channel: the list and its subpages."""

from AccessControl import Unauthorized
from Products.Five import BrowserView
from zExceptions import NotFound

from .bulk_form import NAME as TOGETHER
from .downloads import evidence_download, file_download
from .list_page import BulkStepView, MessagesView
from .message_page import MessageView, WithheldView
from .serializer import is_stub
from .shortcuts import TurnShortcuts
from .step_page import StepView
from .traversal import MessagePath
from .visibility import may_see


class MessagesPage(MessagePath, BrowserView):
    """``@@messages/<id>``, ``…/<id>/<step>``, ``…/<id>/files/<name>`` and the list."""

    def __call__(self):
        if not self.path:
            return MessagesView(self.context, self.request)()
        if self.path == [TOGETHER]:
            return BulkStepView(self.context, self.request)()
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
                return file_download(self.request, hub, number, name)
            case ["evidence", position]:
                return evidence_download(self.request, hub, number, position)
        raise NotFound("/".join(self.path))
