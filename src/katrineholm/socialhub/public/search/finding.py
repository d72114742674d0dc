"""What of a hub's entries is found by words."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ... import logger
from ...core.search import textfile
from ...core.search.asking import Clause
from ...core.search.textfile import Broken, Met, Unusable
from ...core.timeline.store import timeline_of
from .place import file_of
from .reading import read_news

ATTEMPTS = 2  # a broken file is taken away by the first


@dataclass(frozen=True, slots=True)
class Found:
    """A page of entries, of ``total`` that were found; more are not counted where it ``is_cut``.

    Where the index is not whole, ``read`` of ``stored`` entries have been looked through.
    """

    entries: list
    total: int = 0
    is_cut: bool = False
    is_usable: bool = True
    is_whole: bool = True
    read: int = 0
    stored: int = 0


def found(hub, clauses: tuple[Clause, ...], channels, **asked) -> Found:
    """The entries of some channels that are as all clauses ask; see ``Timeline.found``."""
    page = _asked(hub, lambda timeline, file: _page(timeline, file, clauses, channels, asked))
    return page or Found([], is_usable=False)


def met(hub, clauses: tuple[Clause, ...], channels) -> list[Met] | None:
    """Where all is that a search finds; None where that cannot be told. See ``Timeline.met``."""
    return _asked(hub, lambda timeline, file: timeline.met(file, clauses, channels))


def _asked(hub, look: Callable):
    """What somebody who looks into a hub's file sees; None where there is no use of it."""
    try:
        for _attempt in range(ATTEMPTS):
            try:
                return _seen(hub, look)
            except Broken as error:
                logger.warning("%s: it is made anew", error)
    except Unusable as error:
        logger.error("%s", error)
    return None


def _seen(hub, look):
    path, timeline = file_of(hub), timeline_of(hub)
    with textfile.opened(path, timeline.name) as file:
        if not timeline.is_same(file):
            read_news(hub, path)
        return look(timeline, file)


def _page(timeline, file, clauses, channels, asked):
    page = timeline.found(file, clauses, channels, **asked)
    if timeline.is_read(file):
        return Found(*page)
    return replace(Found(*page), is_whole=False, **_progress(timeline, file))


def _progress(timeline, file):
    stored = sum(outline.entries for _channel, outline in timeline.outlines())
    return {"read": min(textfile.size(file), stored), "stored": stored}
