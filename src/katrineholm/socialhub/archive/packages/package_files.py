"""The files of packages, which are outside the database in a folder for each order.

The worker writes them and the web server reads them. The environment variable SOCIALHUB_PACKAGES
names their folder; by default it is in Zope's data folder (``clienthome``).
"""

import os
from collections.abc import Mapping
from pathlib import Path

from App.config import getConfiguration
from plone.dexterity.content import Container
from Products.Five import BrowserView
from zExceptions import NotFound
from ZPublisher.Iterators import filestream_iterator

from ... import _
from ...site.pages.traversal import PathTraverser
from .order_storage import Order, find_order

VARIABLE = "SOCIALHUB_PACKAGES"
STATE_TITLES = {
    "waiting": _("Waiting"),
    "building": _("Being made"),
    "ready": _("Ready"),
    "failed": _("Failed"),
}
FAILURE_REASONS = {
    "no_number": _("The settings do not tell the municipality's organisation number."),
    "full": _("The disk is full. Ask whoever runs the site for more room, and try again."),
    "no_folder": _(
        "The worker cannot write in the folder for packages. Ask whoever runs the site."
    ),
    "gone": _("The channel or the administration is not there any more."),
    "disposed": _("Made anew: something in it has been disposed of since."),
    "fault": _("Something unforeseen happened; the worker's log tells more."),
}


def package_folder(hub: Container, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of a hub's packages, which may not exist yet."""
    folder = environ.get(VARIABLE) or Path(getConfiguration().clienthome, "socialhub-packages")
    return Path(folder, hub.UID())


def part_file(hub: Container, order: Order, number: int) -> Path | None:
    """Return the file of a part of an order, counted from 1; None if missing or incomplete."""
    if not order.has_files or not 0 < number <= len(order.parts):
        return None
    part = order.parts[number - 1]
    path = package_folder(hub) / order.id / order.attempt / f"{part['id']}.zip"
    is_whole = path.is_file() and path.stat().st_size == part["size"]
    return path if is_whole else None


def download_links(hub: Container, order: Order) -> list[dict]:
    """Return the number, id, size, hash and download URL of each existing file of an order."""
    return [
        {"number": number, **part, "url": f"{hub.absolute_url()}/@@package/{order.id}/{number}"}
        for number, part in enumerate(order.parts, 1)
        if part_file(hub, order, number)
    ]


def megabytes_text(size: int) -> str:
    """Return a size, given in bytes, as Swedish text in megabytes, such as 1,5 MB."""
    return f"{max(size, 100_000) / 1_000_000:.1f} MB".replace(".", ",")


class PackageFile(PathTraverser, BrowserView):
    """The view ``@@package/<id>/<part>`` of a hub, which serves a package's file for download."""

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
        order = find_order(self.context, id)
        if order is None or not (number.isascii() and number.isdigit() and len(number) < 6):
            return None
        return part_file(self.context, order, int(number))
