"""What of a hub's entries is found by words."""

from dataclasses import dataclass

from ... import logger
from ...core.search import textfile
from ...core.search.asking import Clause
from ...core.search.textfile import Broken, Unusable
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
    try:
        for _attempt in range(ATTEMPTS):
            try:
                return _found(hub, clauses, channels, asked)
            except Broken as error:
                logger.warning("%s: it is made anew", error)
    except Unusable as error:
        logger.error("%s", error)
    return Found([], is_usable=False)


def _found(hub, clauses, channels, asked):
    path, timeline = file_of(hub), timeline_of(hub)
    with textfile.opened(path, timeline.name) as file:
        if not timeline.is_same(file):
            read_news(hub, path)
        page = timeline.found(file, clauses, channels, **asked)
        if timeline.is_read(file):
            return Found(*page)
        return Found(*page, is_whole=False, **_progress(timeline, file))


def _progress(timeline, file):
    stored = sum(outline.entries for _channel, outline in timeline.outlines())
    return {"read": min(textfile.size(file), stored), "stored": stored}
