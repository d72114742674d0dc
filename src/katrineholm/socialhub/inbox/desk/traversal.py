"""The path after ``@@messages`` or ``@messages``, for pages and services."""

from plone.dexterity.content import Container
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.HTTPRequest import HTTPRequest

from ...accounts.channels.hub import hub_of
from .visibility import message_number


@implementer(IPublishTraverse)
class MessagePath:
    """Mix-in for views and services of a hub, an administration or a channel."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request: HTTPRequest, name: str) -> "MessagePath":
        self.path.append(name)
        return self

    @property
    def hub(self) -> Container:
        """The hub of the context."""
        return hub_of(self.context)

    @property
    def number(self) -> int:
        """The message number in the path; raises NotFound if it is not in this place."""
        try:
            return message_number(self.hub, self.context, self.path[0])
        except KeyError as error:
            raise NotFound(self.path[0]) from error
