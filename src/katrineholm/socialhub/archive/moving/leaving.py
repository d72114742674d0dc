"""A hub written into an archive, as it was at one moment: when the present transaction began."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from plone import api

from ...core.moving.archive import created
from ...core.moving.errors import Unmovable
from ...core.moving.lines import as_line
from . import accounts, books, settings
from .counting import counts

SOME = 1000  # lines until what was loaded for them is let go
ACCOUNTS, SETTINGS = "accounts.jsonl", "settings.jsonl"


class Stopped(Exception):
    """It was wanted no more."""


def leave(hub, target: Path, *, is_stopped: Callable[[], bool] = lambda: False) -> dict[str, Any]:
    """Write a hub into an archive, a file that is not there yet; gives what is told of it.

    Raises core.moving.errors.Unmovable, Stopped or OSError, and then there is no file.
    """
    about = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "addon": version("katrineholm.socialhub"),
        "path": "/".join(hub.getPhysicalPath()[len(api.portal.get().getPhysicalPath()) :]),
        "title": hub.title,
        "counts": counts(hub),
    }
    with created(target, about) as archive:

        def put(path, lines):
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
    """Where in the archive a book lies."""
    return f"books/{name}.jsonl"


def name_of(path: str) -> str:
    """The book that lies there."""
    return path.removeprefix("books/").removesuffix(".jsonl")


def sparing(hub, lines: Iterable[bytes], is_stopped: Callable[[], bool]) -> Iterator[bytes]:
    """The same, while what is loaded for them is let go; raises Stopped."""
    for number, line in enumerate(lines):
        if number % SOME == 0:
            check(is_stopped)
            hub._p_jar.cacheGC()
        yield line


def check(is_stopped: Callable[[], bool]) -> None:
    """Raise Stopped where it is wanted no more."""
    if is_stopped():
        raise Stopped
