"""The hub to which a page of the site links."""

from Products.Five import BrowserView
from zExceptions import NotFound

from .hub import visible_hub_paths


class NearestHub(BrowserView):
    """``@@socialhub-hub``: the URL of the hub around an object, or of the site's first one.

    It is empty if the visitor sees no hub. It is for menus; requested by URL it answers 404.
    """

    def __call__(self) -> str:
        if self.request.get("PUBLISHED") is self:
            raise NotFound(self.__name__)
        here, paths = f"{'/'.join(self.context.getPhysicalPath())}/", visible_hub_paths()
        around = (path for path in paths if here.startswith(f"{path}/"))
        path = next(around, paths[0] if paths else "")
        return self.request.physicalPathToURL(path) if path else ""
