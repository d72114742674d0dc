"""The search results of the record; a reader finds only the kinds of records open to them.

Posts are found in the text files (see ``core.timeline.recorded``), messages in the inbox's own
index and by its own rule, so that nobody finds a message here that they could not open there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from plone.dexterity.content import Container

from ... import logger
from ...accounts.channels.moments import begins
from ...core.messages import searching, shelves
from ...core.messages.state import HANDLING
from ...core.messages.store import messages_of
from ...core.search import textfile
from ...core.search.asking import holds
from ...core.search.document import Document, document
from ...core.search.textfile import Broken, Unusable
from ...core.timeline.layout import versions_in
from ...core.timeline.recorded import KINDS, VERSION, kinds_of
from ...core.timeline.recorded import Hit as Post
from ...core.timeline.store import timeline_of
from ...inbox.desk import sight
from ...inbox.records import diary
from ...inbox.records.diary_page import REGISTRAR_ROLE, mine
from ...inbox.routing.roles import is_anywhere
from ...public.search.place import file_of, record_of
from ...public.search.reading import read_news
from .query import DIARY, MESSAGE, TYPES, Query, is_upside_down

ATTEMPTS = 2  # the first one removes a broken file
EVER = 0, 2**33


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result; ``time`` is in seconds since 1970.

    ``found`` is a post's ``recorded.Hit``, a message's number, or a line of the diary.
    """

    type: str
    time: int
    found: Post | int | diary.Entry

    @property
    def key(self) -> str:
        """The key of the record in requests; that of a post is the same however it is hidden."""
        match self.found:
            case Post(_time, entry, None):
                return f"entry:{entry['entry_id']}"
            case Post(_time, entry, int(number)):
                until = versions_in(entry["versions"])[number]["until"]
                return f"version:{entry['entry_id']}:{until}"
            case diary.Entry() as line:
                return f"diary:{line.day}:{line.number}"
        return f"message:{self.found}"


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results, newest first; ``total`` counts at most ten thousand posts.

    ``is_whole`` is False while posts are still being indexed.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_cut: bool = False
    is_whole: bool = True
    is_usable: bool = True


def may_find(hub: Container) -> tuple[str, ...]:
    """Return the kinds of records that the current user may find."""
    left_out = set() if is_anywhere(hub, REGISTRAR_ROLE) else {DIARY}
    return tuple(each for each in TYPES if each not in left_out)


def found(hub: Container, query: Query) -> Found:
    """Return a page of results of a query, as the current user may find them."""
    types = [each for each in query.types or TYPES if each in may_find(hub)]
    if is_upside_down(query):
        return Found()
    posts = _posts(hub, query, tuple(each for each in types if each in KINDS))
    others = [
        how(hub, query) for type, how in ((MESSAGE, _messages), (DIARY, _diary)) if type in types
    ]
    hits = [*posts.hits, *(hit for hits, _total in others for hit in hits)]
    hits.sort(key=lambda hit: -hit.time)
    return Found(
        tuple(hits[query.start : query.start + query.size]),
        posts.total + sum(total for _hits, total in others),
        posts.is_cut,
        posts.is_whole,
        posts.is_usable,
    )


def _posts(hub, query: Query, kinds: tuple[str, ...]) -> Found:
    if not kinds:
        return Found()
    try:
        for _attempt in range(ATTEMPTS):
            try:
                return _indexed_posts(hub, query, kinds)
            except Broken as error:
                logger.warning("%s: it is made anew", error)
    except Unusable as error:
        logger.error("%s", error)
    return Found(is_usable=False)


def _indexed_posts(hub, query, kinds):
    timeline, paths = timeline_of(hub), (file_of(hub), record_of(hub))
    name = timeline.name
    with textfile.opened(paths[0], name) as visible, textfile.opened(paths[1], name) as other:
        for path, file in zip(paths, (visible, other), strict=True):
            if not timeline.is_same(file):
                read_news(hub, path, record=file is other)
        page = timeline.recorded(
            visible,
            other,
            query.clauses,
            kinds=kinds,
            channels=query.channels or None,
            moments=_period(query),
            size=query.start + query.size,
        )
        is_whole = timeline.is_read(visible) and timeline.is_read(other)
    hits = tuple(Hit(_type(post, kinds), post.time, post) for post in page.hits)
    return Found(hits, page.total, page.is_cut, is_whole)


def _type(post: Post, kinds) -> str:
    if post.version is not None:
        return VERSION
    return next(kind for kind in kinds_of(post.entry) if kind in kinds)


def _messages(hub, query: Query) -> tuple[list[Hit], int]:
    days = _iso_or(query.first, searching.FIRST), _iso_or(query.last, searching.LAST)
    clauses = [*query.clauses, searching.came_in(*days)]
    if query.channels:
        clauses.append(searching.on_shelves(map(shelves.channel_shelf, query.channels)))
    asked = sight.Asked(
        states=tuple(HANDLING), clauses=tuple(clauses), size=query.start + query.size
    )
    page, messages = sight.found(hub, hub, asked), messages_of(hub)
    hits = [Hit(MESSAGE, messages[each]["captured"]["captured"], each) for each in page.numbers]
    return hits, page.total


def _diary(hub, query: Query) -> tuple[list[Hit], int]:
    lines = list(_diary_lines(hub, query))
    lines.reverse()
    hits = [
        Hit(DIARY, int(begins(date.fromisoformat(each.day)).timestamp()), each)
        for each in lines[: query.start + query.size]
    ]
    return hits, len(lines)


def _diary_lines(hub, query: Query) -> Iterator[diary.Entry]:
    is_mine, messages = mine(hub), messages_of(hub)
    days = _iso_or(query.first, diary.FIRST), _iso_or(query.last, diary.LAST)
    for line in diary.entries(hub, *days):
        if query.channels and messages[line.number]["channel"] not in query.channels:
            continue
        document = _line_document(line.diary_number, line.party, line.subject)
        if holds(query.clauses, document) and is_mine(line.number):
            yield line


@lru_cache(maxsize=20_000)
def _line_document(*texts: str) -> Document:
    return document({"work": texts}, ())


def _period(query: Query) -> tuple[int, int]:
    first = int(begins(query.first).timestamp()) if query.first else EVER[0]
    return first, int(begins(_day_after(query.last)).timestamp()) if query.last else EVER[1]


def _day_after(day: date) -> date:
    return day + timedelta(1) if day < date.max else day


def _iso_or(day, otherwise):
    return day.isoformat() if day else otherwise
