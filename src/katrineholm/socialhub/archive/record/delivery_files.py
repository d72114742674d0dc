"""The file of a delivery, either a page to print or a ZIP file with that page and its files."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from plone.dexterity.content import Container

from ...accounts.channels.times import iso_time, local_time
from ...core.files.package_model import PackageItem
from ...core.files.package_zip import open_package_zip
from ...inbox.desk.visibility import may_see
from ...site.settings.registry import municipality_name
from ..packages.snapshots import file_blob
from .print_page import data_url, page_chunks, relative_url
from .request_copies import MaskedCopy, RequestContents, copy_data
from .request_storage import Delivery
from .requested_records import Part

ZIP, PAGE = SHAPES = ("zip", "page")
INDEX, EXTRACT = "index.html", "registerutdrag.json"
CONTENT_TYPES = {ZIP: "application/zip", PAGE: "text/html; charset=utf-8"}


def new_delivery(
    found: RequestContents,
    shape: str,
    *,
    who: str,
    now: int,
    information: Sequence[dict] = (),
) -> Delivery:
    """Return a request's contents as a new delivery, either a ZIP file or a page to print.

    ``information`` are the sections on personal data that end a register extract.
    """
    kind = "registerutdrag" if found.about else "handlingar"
    name = f"{kind}-{local_time(now):%Y-%m-%d-%H%M}"
    path_name = f"{name}.{'zip' if shape == ZIP else 'html'}"
    with TemporaryDirectory() as folder:
        path = Path(folder, path_name)
        (_write_zip if shape == ZIP else _write_page)(path, found, name, now, information)
        blob, size, digest = file_blob(path)
    things = tuple(copy.thing.key for copy in found.copies)
    return Delivery(shape, path_name, now, who, size, digest, things, blob)


def delivery_items(
    found: RequestContents, now: int, information: Sequence[dict] = ()
) -> Iterator[PackageItem]:
    """Yield the files of a delivery's ZIP file: the page, and each picture or file once.

    A register extract is in it as JSON, too, for other programs (GDPR, article 20).
    """
    page = page_chunks(found, municipality_name(), now, relative_url, information)
    yield PackageItem(INDEX, "text/html", page)
    if found.about:
        yield PackageItem(EXTRACT, "application/json", [_extract_json(found, now, information)])
    for part in delivery_parts(found).values():
        yield PackageItem(part.path, part.type, [part.read()])


def delivery_parts(found: RequestContents) -> dict[str, Part]:
    """Return the pictures and files of a delivery, keyed by their paths relative to the page."""
    things = [copy.thing for copy in found.copies]
    return {part.path: part for each in things for part in (*each.pictures, *each.files)}


def may_download(hub: Container, delivery: Delivery) -> bool:
    """Return whether the current user may read all messages in a delivery, if it has its file."""
    keys = (key.partition(":") for key in delivery.things)
    return delivery.file is not None and all(
        may_see(hub, int(number)) for kind, _colon, number in keys if kind == "message"
    )


def masked_provisions(copies: tuple[MaskedCopy, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the key of each masked record with the provisions of its masks, for the log."""
    return tuple(
        (copy.thing.key, tuple(mask.provision for mask in copy.masks))
        for copy in copies
        if copy.masks
    )


def _extract_json(found, now, information) -> bytes:
    values = {
        "about": found.about,
        "made": iso_time(now),
        "controller": municipality_name(),
        "records": [copy_data(copy) for copy in found.copies],
        "withheld": [{"kind": each.kind, "provision": each.secrecy} for each in found.withheld],
        "elsewhere": found.elsewhere,
        "information": [*information],
    }
    return json.dumps(values, ensure_ascii=False, indent=1).encode()


def _write_zip(path, found, name, now, information):
    with open_package_zip(path, name, datetime.fromtimestamp(now, UTC)) as archive:
        for each in delivery_items(found, now, information):
            archive.put(each)


def _write_page(path, found, name, now, information):
    with path.open("wb") as file:
        file.writelines(page_chunks(found, municipality_name(), now, data_url, information))
