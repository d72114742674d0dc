"""Channels lie in their administration in no order of their own: everywhere they stand by title.

Plone keeps a folder's order in one list, which all who add a channel at the same time would write:
of eight who did so, half were refused in the end.
"""

from plone.folder.interfaces import IOrderableFolder, IOrdering
from zope.component import adapter
from zope.interface import implementer

NAME = "katrineholm.socialhub.unordered"


@implementer(IOrdering)
@adapter(IOrderableFolder)
class Unordered:
    """Writes nothing when something comes or goes."""

    def __init__(self, folder):
        self.folder = folder

    def notifyAdded(self, id):
        """Something has come."""

    def notifyRemoved(self, id):
        """Something has gone."""

    def idsInOrder(self):
        """All of them, by short name."""
        return self.folder.objectIds(ordered=False)

    def getObjectPosition(self, id):
        """The same for all: what lies in other folders is sorted together with them."""
        return 0


def begun(administration, event) -> None:
    """An administration is new."""
    administration.setOrdering(NAME)
