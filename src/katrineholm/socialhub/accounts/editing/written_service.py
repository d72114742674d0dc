"""What programs write by Plone's own services: tried again until it is kept.

Plone's text index holds all new words in one piece, which whoever adds or describes a channel
writes. A few who do so at once use up the tries that Zope has.
"""

from plone.restapi.services.content.add import FolderPost
from plone.restapi.services.content.update import ContentPatch

from ...site.forms.retries import written


class AddedAgain(FolderPost):
    """``POST`` to a hub or an administration."""

    def reply(self):
        return written(lambda tries: super(AddedAgain, self).reply())


class ChangedAgain(ContentPatch):
    """``PATCH`` to a hub, an administration or a channel."""

    def reply(self):
        return written(lambda tries: super(ChangedAgain, self).reply())
