"""The file of a delivery: the page to print, or a ZIP file with the page, pictures and files."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from plone.dexterity.content import Container

from ...accounts.channels.moments import local
from ...core.packages.archive import created
from ...core.packages.model import Item
from ...inbox.desk.sight import may_see
from ...site.settings.registry import municipality
from ..snapshots.taking import file_blob
from .book import Delivery
from .copying import Copy, Sorted
from .printed import beside, chunks, within
from .things import Part

ZIP, PAGE = SHAPES = ("zip", "page")
INDEX = "index.html"
TYPES = {ZIP: "application/zip", PAGE: "text/html; charset=utf-8"}


def made(found: Sorted, shape: str, *, who: str, now: int) -> Delivery:
    """Return a new delivery of a request's contents."""
    name = f"handlingar-{local(now):%Y-%m-%d-%H%M}"
    path_name = f"{name}.{'zip' if shape == ZIP else 'html'}"
    with TemporaryDirectory() as folder:
        path = Path(folder, path_name)
        (_write_zip if shape == ZIP else _write_page)(path, found, name, now)
        blob, size, digest = file_blob(path)
    things = tuple(copy.thing.key for copy in found.copies)
    return Delivery(shape, path_name, now, who, size, digest, things, blob)


def items(found: Sorted, now: int) -> Iterator[Item]:
    """Yield the files of the ZIP; each picture once."""
    yield Item(INDEX, "text/html", chunks(found, municipality(), now, beside))
    for part in parts(found).values():
        yield Item(part.path, part.type, [part.read()])


def parts(found: Sorted) -> dict[str, Part]:
    """Return the pictures and files of a delivery by their paths beside the page."""
    things = [copy.thing for copy in found.copies]
    return {part.path: part for each in things for part in (*each.pictures, *each.files)}


def may_have(hub: Container, delivery: Delivery) -> bool:
    """Return whether the current user may read every message in a delivery, even disposed ones."""
    keys = (key.partition(":") for key in delivery.things)
    return all(may_see(hub, int(number)) for kind, _colon, number in keys if kind == "message")


def masked_in(copies: tuple[Copy, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return for the log the keys of the masked records with the provisions."""
    return tuple(
        (copy.thing.key, tuple(mask.provision for mask in copy.masks))
        for copy in copies
        if copy.masks
    )


def _write_zip(path, found, name, now):
    with created(path, name, datetime.fromtimestamp(now, UTC)) as archive:
        for each in items(found, now):
            archive.put(each)


def _write_page(path, found, name, now):
    with path.open("wb") as file:
        file.writelines(chunks(found, municipality(), now, within))
