"""The download of a package, for the archivist."""

from Products.Five import BrowserView
from zExceptions import NotFound
from ZPublisher.Iterators import filestream_iterator

from ...site.pages.traversal import PathTraverser
from . import order_storage
from .package_folder import part_file


class PackageFile(PathTraverser, BrowserView):
    """``@@package/<id>/<part>`` on a hub: the file of a complete package."""

    deepest = 2

    def __call__(self):
        path = self._path()
        if path is None:
            raise NotFound("/".join(self.path))
        response = self.request.response
        response.setHeader("Content-Type", "application/zip")
        response.setHeader("Content-Length", str(path.stat().st_size))
        response.setHeader("Content-Disposition", f'attachment; filename="{path.name}"')
        return filestream_iterator(str(path), "rb")

    def _path(self):
        id, number = (*self.path, "", "")[:2]
        order = order_storage.find_order(self.context, id)
        if order is None or not (number.isascii() and number.isdigit() and len(number) < 6):
            return None
        return part_file(self.context, order, int(number))
