"""The export of a hub into an archive, as it was when the current transaction started."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from plone import api
from plone.dexterity.content import Container

from ..core.files.hub_archive import new_archive
from ..core.files.json_lines import json_line
from ..core.files.json_values import TransferError
from . import transfer_content, transfer_settings

LINES_PER_GC = 1000  # lines between two garbage collections of the cache
ACCOUNTS, SETTINGS = "accounts.jsonl", "settings.jsonl"


class Stopped(Exception):
    """Raised when the operator has stopped a transfer."""


def export_hub(
    hub: Container, target: Path, *, is_stopped: Callable[[], bool] = lambda: False
) -> dict[str, Any]:
    """Write a hub into a new archive file, and return a report.

    No file is left if TransferError, Stopped or OSError is raised.
    """
    about = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "addon": version("katrineholm.socialhub"),
        "path": "/".join(hub.getPhysicalPath()[len(api.portal.get().getPhysicalPath()) :]),
        "title": hub.title,
        "counts": transfer_content.hub_counts(hub),
    }
    with new_archive(target, about) as archive:

        def put(path: str, lines: Iterable[bytes]) -> None:
            try:
                archive.put_lines(path, lines_with_small_cache(hub, lines, is_stopped))
            except TransferError as error:
                raise TransferError(f"{path}: {error}") from None

        put(ACCOUNTS, map(json_line, transfer_content.content_objects(hub)))
        put(SETTINGS, map(json_line, transfer_settings.changed_settings()))
        for name in transfer_settings.book_names(hub):
            put(book_path(name), transfer_settings.book_lines(hub, name, archive.add_blob))
    return about


def book_path(name: str) -> str:
    """Return the path in the archive for the lines of an annotation."""
    return f"books/{name}.jsonl"


def book_name(path: str) -> str:
    """Return the name of the annotation whose lines are at a path in the archive."""
    return path.removeprefix("books/").removesuffix(".jsonl")


def lines_with_small_cache(
    hub: Container, lines: Iterable[bytes], is_stopped: Callable[[], bool]
) -> Iterator[bytes]:
    """Yield the same lines, and keep the ZODB cache small. Raise Stopped if requested."""
    for number, line in enumerate(lines):
        if number % LINES_PER_GC == 0:
            check_stop(is_stopped)
            hub._p_jar.cacheGC()
        yield line


def check_stop(is_stopped: Callable[[], bool]) -> None:
    """Raise Stopped if ``is_stopped()`` is true."""
    if is_stopped():
        raise Stopped
