"""The export of a hub into an archive, as it was when the current transaction began."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from plone import api
from plone.dexterity.content import Container

from ...core.moving.archive import created
from ...core.moving.errors import Unmovable
from ...core.moving.lines import as_line
from . import accounts, books, settings

SOME = 1000  # lines between two garbage collections of the cache
ACCOUNTS, SETTINGS = "accounts.jsonl", "settings.jsonl"


class Stopped(Exception):
    """The transfer was stopped."""


def leave(
    hub: Container, target: Path, *, is_stopped: Callable[[], bool] = lambda: False
) -> dict[str, Any]:
    """Write a hub into an archive, which is a new file, and return a report.

    Raise core.moving.errors.Unmovable, Stopped or OSError; then there is no file.
    """
    about = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "addon": version("katrineholm.socialhub"),
        "path": "/".join(hub.getPhysicalPath()[len(api.portal.get().getPhysicalPath()) :]),
        "title": hub.title,
        "counts": accounts.counts(hub),
    }
    with created(target, about) as archive:

        def put(path: str, lines: Iterable[bytes]) -> None:
            try:
                archive.put_lines(path, sparing(hub, lines, is_stopped))
            except Unmovable as error:
                raise Unmovable(f"{path}: {error}") from None

        put(ACCOUNTS, map(as_line, accounts.told(hub)))
        put(SETTINGS, map(as_line, settings.told()))
        for name in books.names(hub):
            put(path_of(name), books.told(hub, name, archive.keep))
    return about


def path_of(name: str) -> str:
    """Return the path of an annotation's lines in the archive."""
    return f"books/{name}.jsonl"


def name_of(path: str) -> str:
    """Return the name of the annotation at a path in the archive."""
    return path.removeprefix("books/").removesuffix(".jsonl")


def sparing(
    hub: Container, lines: Iterable[bytes], is_stopped: Callable[[], bool]
) -> Iterator[bytes]:
    """Yield the same lines while the cache is kept small; raise Stopped."""
    for number, line in enumerate(lines):
        if number % SOME == 0:
            check(is_stopped)
            hub._p_jar.cacheGC()
        yield line


def check(is_stopped: Callable[[], bool]) -> None:
    """Raise Stopped if the transfer is to be stopped."""
    if is_stopped():
        raise Stopped
