"""What follows the name of a view or a service in an address."""

from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class TakesPath:
    """A mix-in: ``path`` are the names that follow its own, at most ``deepest``."""

    path: tuple[str, ...] = ()
    deepest = 1

    def publishTraverse(self, request, name):
        if len(self.path) == self.deepest:
            raise NotFound(name)
        self.path = (*self.path, name)
        return self

    @property
    def id(self) -> str:
        """The first of them; empty without one."""
        return next(iter(self.path), "")
