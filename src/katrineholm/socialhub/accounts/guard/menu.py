"""What an object itself is, for the conditions of the menus."""

from AccessControl import getSecurityManager
from Products.Five import BrowserView
from zExceptions import NotFound

from ...site.forms.permissions import VIEW
from ..channels.interfaces import IHasStream


class OwnType(BrowserView):
    """``@@socialhub-type``: the portal type of what entries are shown for; empty for all else.

    A menu is made for whatever a page is about: the site, other add-ons' types, or the form that
    adds a portlet, which would acquire the type of the place around it. So each can be asked, and
    nothing is acquired. Whoever may not see a place is not told what it is, and nobody by address.
    """

    def __call__(self) -> str:
        place = self.context
        if self.request.get("PUBLISHED") is self:
            raise NotFound(self.__name__)
        if not IHasStream.providedBy(place):
            return ""
        return place.portal_type if getSecurityManager().checkPermission(VIEW, place) else ""
