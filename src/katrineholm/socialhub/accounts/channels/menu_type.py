"""The type of an object, for the conditions of menus."""

from AccessControl import getSecurityManager
from Products.Five import BrowserView
from zExceptions import NotFound

from ...site.pages.permissions import VIEW
from .interfaces import IHasStream


class MenuType(BrowserView):
    """``@@socialhub-type``: the portal type of an object that shows entries; else empty.

    Menus are rendered for any context: the site, other types, or a form that adds a portlet, which
    would acquire the type of its parent. So it is registered for all, and acquires nothing. It is
    empty for users who may not see the object, and requested by URL it answers 404.
    """

    def __call__(self) -> str:
        place = self.context
        if self.request.get("PUBLISHED") is self:
            raise NotFound(self.__name__)
        if not IHasStream.providedBy(place):
            return ""
        return place.portal_type if getSecurityManager().checkPermission(VIEW, place) else ""
