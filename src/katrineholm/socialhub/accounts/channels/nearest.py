"""The hub that a page of the site leads to, whatever it is about."""

from Products.Five import BrowserView
from zExceptions import NotFound

from .hub import seen_hubs


class NearestHub(BrowserView):
    """``@@socialhub-hub``: the URL of the hub around an object, or of the site's first one.

    It is empty where the visitor sees no hub. Menus ask for it; its own address answers 404.
    """

    def __call__(self) -> str:
        if self.request.get("PUBLISHED") is self:
            raise NotFound(self.__name__)
        here, paths = f"{'/'.join(self.context.getPhysicalPath())}/", seen_hubs()
        around = (path for path in paths if here.startswith(f"{path}/"))
        path = next(around, paths[0] if paths else "")
        return self.request.physicalPathToURL(path) if path else ""
