"""The files of packages: their folder while they are made, their storage and their download.

The environment variable SOCIALHUB_PACKAGES names the folder in which the worker makes them; by
default it is the system's folder for temporary files. Nothing in it is needed afterwards.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from App.config import getConfiguration
from plone.dexterity.content import Container
from Products.Five import BrowserView
from zExceptions import NotFound

from ... import _
from ...site.pages.traversal import PathTraverser
from . import order_storage
from .order_storage import PIECE_SIZE, Order, find_order
from .orders import may_read_files
from .package_stream import PieceStream, requested_range

VARIABLE, PREFIX = "SOCIALHUB_PACKAGES", "socialhub-package-"
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
    "open": _("Another package of the same changes has no receipt yet."),
    "disposed": _("Made anew: something in it has been disposed of since."),
    "fault": _("Something unforeseen happened; the worker's log tells more."),
}


class ChangedFile(Exception):
    """Raised if the file of a package is no longer as it was made."""


@contextmanager
def scratch_folder(environ: Mapping[str, str] = os.environ) -> Iterator[Path]:
    """Create a folder for the files of a package, and delete it at the end of the block."""
    root = _scratch_root(environ)
    root.mkdir(parents=True, exist_ok=True)
    made = TemporaryDirectory(prefix=PREFIX, dir=root, ignore_cleanup_errors=True)
    with made as folder, _locked(folder, fcntl.LOCK_SH):
        yield Path(folder)


def delete_remains(environ: Mapping[str, str] = os.environ) -> None:
    """Delete the folders of killed processes, which no longer lock them."""
    for folder in _scratch_root(environ).glob(f"{PREFIX}*"):
        # A locked folder is in use, and others may belong to another user.
        with suppress(OSError), _locked(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            shutil.rmtree(folder)


def old_folder(hub: Container, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder in which earlier releases kept a hub's packages; it may not exist."""
    folder = environ.get(VARIABLE) or Path(getConfiguration().clienthome, "socialhub-packages")
    return Path(folder, hub.UID())


def stranded_orders(hub: Container) -> list[Order]:
    """Return the orders of which an earlier release has not put the files into the database."""
    return [
        each
        for each in order_storage.all_orders(hub)
        if each.has_files and not order_storage.has_pieces(hub, each.id)
    ]


def take_in_files(hub: Container, order: Order) -> bool:
    """Store the files of an order from the old folder, and return whether they are all there.

    Raise ChangedFile if one of them is not as it was made.
    """
    folder = old_folder(hub) / order.id / order.attempt
    paths = [folder / f"{part['id']}.zip" for part in order.parts]
    if not all(path.is_file() for path in paths):
        return False
    for path, part in zip(paths, order.parts, strict=True):
        with path.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != part["sha256"]:
                raise ChangedFile(f"The file {path} is not as it was made.")
    for piece in file_pieces(paths):
        order_storage.store_piece(hub, order.id, *piece)
    return True


def file_pieces(paths: Sequence[Path]) -> Iterator[tuple[int, int, Path]]:
    """Yield each piece of a package's files: the number of the part, the position and the file."""
    for number, path in enumerate(paths, 1):
        for start in range(0, path.stat().st_size, PIECE_SIZE):
            yield number, start, path


def download_links(hub: Container, order: Order) -> list[dict]:
    """Return the number, id, size, hash and download URL of each stored file of an order.

    There are none for a user who may not read the messages in them.
    """
    if not (
        order.has_files and order_storage.has_pieces(hub, order.id) and may_read_files(hub, order)
    ):
        return []
    return [
        {"number": number, **part, "url": f"{hub.absolute_url()}/@@package/{order.id}/{number}"}
        for number, part in enumerate(order.parts, 1)
    ]


def _scratch_root(environ):
    return Path(environ.get(VARIABLE) or gettempdir())


@contextmanager
def _locked(folder, kind):
    file = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(file, kind)
        yield
    finally:
        os.close(file)


def megabytes_text(size: int) -> str:
    """Return a size, given in bytes, as Swedish text in megabytes, such as 1,5 MB."""
    return f"{max(size, 100_000) / 1_000_000:.1f} MB".replace(".", ",")


class PackageFile(PathTraverser, BrowserView):
    """The view ``@@package/<id>/<part>`` of a hub, which serves a package's file for download."""

    deepest = 2

    def __call__(self):
        id, number = (*self.path, "", "")[:2]
        order = find_order(self.context, id)
        links = download_links(self.context, order) if order else ()
        for part in links:
            if number == str(part["number"]):
                return self._serve(part, order_storage.part_pieces(self.context, id, int(number)))
        raise NotFound("/".join(self.path))

    def _serve(self, part, pieces):
        response, size, etag = self.request.response, part["size"], f'"{part["sha256"]}"'
        response.setHeader("Accept-Ranges", "bytes")
        response.setHeader("ETag", etag)
        response.setHeader("Content-Type", "application/zip")
        response.setHeader("Content-Disposition", f'attachment; filename="{part["id"]}.zip"')
        found = requested_range(self.request, size, etag)
        if found is None:
            response.setStatus(416)
            response.setHeader("Content-Range", f"bytes */{size}")
            return b""
        start, end = found
        response.setHeader("Content-Length", str(end - start))
        if found != (0, size):
            response.setStatus(206)
            response.setHeader("Content-Range", f"bytes {start}-{end - 1}/{size}")
        return PieceStream(pieces, start, end)
