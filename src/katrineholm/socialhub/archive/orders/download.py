"""A package's file, for the archivist."""

from Products.Five import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.Iterators import filestream_iterator

from . import book
from .place import file_of


@implementer(IPublishTraverse)
class PackageFile(BrowserView):
    """``@@package/<id>/<part>`` on a hub; only of what is ready and whole."""

    steps: tuple[str, ...] = ()

    def publishTraverse(self, request, name):
        if len(self.steps) == 2:
            raise NotFound(name)
        self.steps = (*self.steps, name)
        return self

    def __call__(self):
        path = self._path()
        if path is None:
            raise NotFound("/".join(self.steps))
        response = self.request.response
        response.setHeader("Content-Type", "application/zip")
        response.setHeader("Content-Length", str(path.stat().st_size))
        response.setHeader("Content-Disposition", f'attachment; filename="{path.name}"')
        return filestream_iterator(str(path), "rb")

    def _path(self):
        id, number = (*self.steps, "", "")[:2]
        order = book.one(self.context, id)
        if order is None or not (number.isascii() and number.isdigit() and len(number) < 6):
            return None
        return file_of(self.context, order, int(number))
