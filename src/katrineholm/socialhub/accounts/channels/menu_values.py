"""The nearest hub and the type of an object, for menus and their conditions."""

from AccessControl import getSecurityManager
from Products.Five import BrowserView
from zExceptions import NotFound

from ...site.pages.permissions import VIEW
from .hub import visible_hub_paths
from .interfaces import IHasStream


class NearestHub(BrowserView):
    """``@@socialhub-hub``: the URL of the hub that contains an object, or else of the first hub.

    It is for menus, and empty if the visitor sees no hub. Requested by URL it answers 404.
    """

    def __call__(self) -> str:
        if self.request.get("PUBLISHED") is self:
            raise NotFound(self.__name__)
        here, paths = f"{'/'.join(self.context.getPhysicalPath())}/", visible_hub_paths()
        around = (path for path in paths if here.startswith(f"{path}/"))
        path = next(around, paths[0] if paths else "")
        return self.request.physicalPathToURL(path) if path else ""


class MenuType(BrowserView):
    """``@@socialhub-type``: the portal type of an object that shows entries, or else empty.

    Menus are rendered for any context: the site, other types, or a form that adds a portlet, which
    would acquire the type of its parent. So the view is registered for all, and acquires nothing.
    It is also empty for users who may not see the object. Requested by URL it answers 404.
    """

    def __call__(self) -> str:
        place = self.context
        if self.request.get("PUBLISHED") is self:
            raise NotFound(self.__name__)
        if not IHasStream.providedBy(place):
            return ""
        return place.portal_type if getSecurityManager().checkPermission(VIEW, place) else ""
