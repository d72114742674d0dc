"""The search of the record, in which users find only the records that they may read.

Posts are found in index files (see ``core.timeline.record_search``), messages in the inbox's index
and by its own rules, so that nobody finds a message here that they could not open there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from plone.dexterity.content import Container

from ... import logger
from ...accounts.channels.times import start_of_day
from ...core.messages import message_index, message_lists
from ...core.messages.state import HANDLING
from ...core.messages.store import messages_of
from ...core.search import text_index
from ...core.search.clauses import Document, is_match, new_document
from ...core.search.text_index import BrokenIndex, UnusableIndex
from ...core.timeline.freshness import has_read_all, is_up_to_date, unread_changes
from ...core.timeline.layout import version_list
from ...core.timeline.record_search import KINDS, VERSION, record_hits, record_kinds
from ...core.timeline.record_search import RecordHit as Post
from ...core.timeline.store import timeline_of
from ...inbox.desk import visibility
from ...inbox.oversight import diary
from ...inbox.oversight.diary_page import REGISTRAR_ROLE, own_diary_predicate
from ...inbox.steps.roles import has_role_anywhere
from ...public.listings.index_update import (
    database_state,
    entry_index_path,
    record_index_path,
    update_index,
)
from .query import DIARY, MESSAGE, TYPES, RecordQuery, has_reversed_period

ATTEMPTS = 2  # the first one removes a broken file
ALL_TIME = 0, 2**33


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result; ``time`` is in seconds since 1970.

    ``found`` is a post (``record_search.RecordHit``), a message's number, or a line of the diary.
    """

    type: str
    time: int
    found: Post | int | diary.DiaryEntry

    @property
    def key(self) -> str:
        """The key that identifies the record in requests; a hidden post has the same key."""
        match self.found:
            case Post(_time, entry, None):
                return f"entry:{entry['entry_id']}"
            case Post(_time, entry, int(number)):
                until = version_list(entry)[number]["until"]
                return f"version:{entry['entry_id']}:{until}"
            case diary.DiaryEntry() as line:
                return f"diary:{line.day}:{line.number}"
        return f"message:{self.found}"


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of results, newest first; ``total`` counts at most ten thousand posts.

    ``is_cut`` is True if there are more posts, ``is_whole`` is False while posts are still being
    indexed, of which ``unread`` counts the changes, and ``is_usable`` is False if posts could not
    be searched.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_cut: bool = False
    is_whole: bool = True
    is_usable: bool = True
    unread: int = 0


def findable_types(hub: Container) -> tuple[str, ...]:
    """Return the kinds of records that the current user may find."""
    left_out = set() if has_role_anywhere(hub, REGISTRAR_ROLE) else {DIARY}
    return tuple(each for each in TYPES if each not in left_out)


def search_results(hub: Container, query: RecordQuery) -> ResultPage:
    """Return a page of the results of a query that the current user may find."""
    types = [each for each in query.types or TYPES if each in findable_types(hub)]
    if has_reversed_period(query):
        return ResultPage()
    posts = _posts(hub, query, tuple(each for each in types if each in KINDS))
    others = [
        how(hub, query) for type, how in ((MESSAGE, _messages), (DIARY, _diary)) if type in types
    ]
    hits = [*posts.hits, *(hit for hits, _total in others for hit in hits)]
    hits.sort(key=lambda hit: -hit.time)
    return ResultPage(
        tuple(hits[query.start : query.start + query.size]),
        posts.total + sum(total for _hits, total in others),
        posts.is_cut,
        posts.is_whole,
        posts.is_usable,
        posts.unread,
    )


def _posts(hub, query: RecordQuery, kinds: tuple[str, ...]) -> ResultPage:
    if not kinds:
        return ResultPage()
    try:
        for _attempt in range(ATTEMPTS):
            try:
                return _indexed_posts(hub, query, kinds)
            except BrokenIndex as error:
                logger.warning("%s: it is made anew", error)
    except UnusableIndex as error:
        logger.error("%s", error)
    return ResultPage(is_usable=False)


def _indexed_posts(hub, query, kinds):
    timeline, paths = timeline_of(hub), (entry_index_path(hub), record_index_path(hub))
    name, state = timeline.name, database_state(hub)
    with (
        text_index.open_index(paths[0], name) as visible,
        text_index.open_index(paths[1], name) as other,
    ):
        for path, file in zip(paths, (visible, other), strict=True):
            if not is_up_to_date(timeline, file):
                update_index(hub, path, record=file is other)
        with text_index.read_transaction(visible), text_index.read_transaction(other):
            page = record_hits(
                timeline,
                visible,
                other,
                query.clauses,
                kinds=kinds,
                channels=query.channels or None,
                moments=_period(query),
                size=query.start + query.size,
            )
            is_whole = all(has_read_all(timeline, file, state) for file in (visible, other))
            unread = sum(unread_changes(timeline, file) for file in (visible, other))
    hits = tuple(Hit(_type(post, kinds), post.time, post) for post in page.hits)
    return ResultPage(hits, page.total, page.is_cut, is_whole, unread=unread)


def _type(post: Post, kinds) -> str:
    if post.version is not None:
        return VERSION
    return next(kind for kind in record_kinds(post.entry) if kind in kinds)


def _messages(hub, query: RecordQuery) -> tuple[list[Hit], int]:
    days = (
        _iso_or(query.first, message_index.FIRST_DAY),
        _iso_or(query.last, message_index.LAST_DAY),
    )
    clauses = [*query.clauses, message_index.date_clause(*days)]
    if query.channels:
        clauses.append(
            message_index.mark_clause("shelf", map(message_lists.channel_list, query.channels))
        )
    asked = visibility.ListQuery(
        states=tuple(HANDLING), clauses=tuple(clauses), size=query.start + query.size
    )
    page, messages = visibility.result_page(hub, hub, asked), messages_of(hub)
    hits = [Hit(MESSAGE, messages[each]["captured"]["captured"], each) for each in page.numbers]
    return hits, page.total


def _diary(hub, query: RecordQuery) -> tuple[list[Hit], int]:
    lines = list(_diary_lines(hub, query))
    lines.reverse()
    hits = [
        Hit(DIARY, int(start_of_day(date.fromisoformat(each.day)).timestamp()), each)
        for each in lines[: query.start + query.size]
    ]
    return hits, len(lines)


def _diary_lines(hub, query: RecordQuery) -> Iterator[diary.DiaryEntry]:
    is_mine, messages = own_diary_predicate(hub), messages_of(hub)
    days = _iso_or(query.first, diary.FIRST), _iso_or(query.last, diary.LAST)
    for line in diary.diary_entries(hub, *days):
        if query.channels and messages[line.number]["channel"] not in query.channels:
            continue
        document = _line_document(line.diary_number, line.party, line.subject)
        if is_match(query.clauses, document) and is_mine(line.number):
            yield line


@lru_cache(maxsize=20_000)
def _line_document(*texts: str) -> Document:
    return new_document({"work": texts}, ())


def _period(query: RecordQuery) -> tuple[int, int]:
    first = int(start_of_day(query.first).timestamp()) if query.first else ALL_TIME[0]
    return first, int(start_of_day(_day_after(query.last)).timestamp()) if query.last else ALL_TIME[
        1
    ]


def _day_after(day: date) -> date:
    return day + timedelta(1) if day < date.max else day


def _iso_or(day, otherwise):
    return day.isoformat() if day else otherwise
