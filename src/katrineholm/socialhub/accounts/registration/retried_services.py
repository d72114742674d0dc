"""Plone's own services for writing, retried until they succeed.

Plone's text index stores all new words in one object, which every added or changed channel writes.
A few at once use up Zope's retries.
"""

from typing import Any

from plone.restapi.services.content.add import FolderPost
from plone.restapi.services.content.update import ContentPatch

from ...site.pages.retries import write_with_retries


class RetriedAdd(FolderPost):
    """``POST`` to a hub or an administration."""

    def reply(self) -> Any:
        return write_with_retries(lambda tries: super(RetriedAdd, self).reply())


class RetriedPatch(ContentPatch):
    """``PATCH`` to a hub, an administration or a channel."""

    def reply(self) -> Any:
        return write_with_retries(lambda tries: super(RetriedPatch, self).reply())
