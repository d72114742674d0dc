"""Traversal of the path after the name of a view or a service in a URL."""

from typing import Any, Self

from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class PathTraverser:
    """A mix-in for views, with up to ``deepest`` names after the view's own as ``path``."""

    path: tuple[str, ...] = ()
    deepest = 1

    def publishTraverse(self, request: Any, name: str) -> Self:
        if len(self.path) == self.deepest:
            raise NotFound(name)
        self.path = (*self.path, name)
        return self

    @property
    def id(self) -> str:
        """Return the first name of the path, or ""."""
        return next(iter(self.path), "")
