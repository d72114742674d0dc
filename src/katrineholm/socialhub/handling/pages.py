"""``@@messages`` on a hub, an administration or a channel: the list, and what lies below it."""

from AccessControl import Unauthorized
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from ..channels.facts import hub_of
from .listed import MessagesView
from .page import MessageView
from .sent import send_evidence, send_file
from .sight import may_see, number_in
from .taking import StepView
from .together_view import Together


@implementer(IPublishTraverse)
class MessagesPage(BrowserView):
    """The way to one of them: ``@@messages/<id>``, ``…/<id>/<step>``, ``…/<id>/files/<name>``."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request, name):
        self.path.append(name)
        return self

    def __call__(self):
        if not self.path:
            return MessagesView(self.context, self.request)()
        if self.path == ["together"]:
            return Together(self.context, self.request)()
        hub, number = hub_of(self.context), self._number()
        if not may_see(hub, number):
            raise Unauthorized("@@messages")
        page = self.context, self.request, hub, number
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

    def _number(self):
        try:
            return number_in(hub_of(self.context), self.context, self.path[0])
        except KeyError as error:
            raise NotFound(self.path[0]) from error
