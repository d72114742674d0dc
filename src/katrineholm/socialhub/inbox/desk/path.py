"""What follows ``@@messages`` or ``@messages`` in an address, for pages and services alike."""

from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from ...accounts.channels.hub import hub_of
from .sight import number_in


@implementer(IPublishTraverse)
class MessagePath:
    """A mix-in for views and services of a hub, an administration or a channel."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request, name):
        self.path.append(name)
        return self

    @property
    def hub(self):
        """The hub whose messages they are."""
        return hub_of(self.context)

    @property
    def number(self) -> int:
        """The message of the path; raises NotFound where there is none in this place."""
        try:
            return number_in(self.hub, self.context, self.path[0])
        except KeyError as error:
            raise NotFound(self.path[0]) from error
