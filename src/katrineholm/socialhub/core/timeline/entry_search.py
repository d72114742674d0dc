"""Full-text search in visible entries, in an index file for each process.

Storing an entry writes nothing to the file and waits for nobody: the store logs which entries have
changed (see ``change_log``), and the next search reads all that was logged since the last one.
Invisible entries and masked text are not in the file, so that no search can find or count them.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from time import time
from typing import NamedTuple

from ..search import text_index
from ..search.clauses import Clause
from ..search.guesses import ENOUGH, Guess, best_guess
from ..search.text_index import IndexFile, Text, TextMatch, TextQuery
from . import change_log, record_search
from .entry import is_visible
from .freshness import READ_STATE, current_query, ids_to_read
from .layout import Entry, find_entry, prefetch_entries
from .months import month_range, month_start
from .search_text import PlainText, search_text
from .store import Timeline

STEP_SIZE = 500  # entries
READ_TIME = "when"
MAX_AHEAD = 60  # seconds that a file may be ahead of the database as seen here


@dataclass(frozen=True, slots=True)
class IndexUpdate:
    """An update of an index file from a store; ``state`` is a string that grows with the database.

    With ``record`` the file is for the part of the record that visitors do not see.
    """

    timeline: Timeline
    file: IndexFile
    state: str
    plain: PlainText
    record: bool = False

    def texts(self, entry: Entry) -> Iterable[Text]:
        """Return the texts of an entry that belong in the index file."""
        if self.record:
            is_masked = entry["entry_id"] in self.timeline.masks()
            return record_search.record_texts(entry, self.plain, is_masked)
        shown = self.timeline.masked([entry] if is_visible(entry) else [])
        return [search_text(each, self.plain) for each in shown]

    def entries_of(self, channel: str) -> Iterable[Entry]:
        """Return a channel's entries that may have a text in the index file."""
        box = self.timeline.root["channels"][channel]
        entries: Iterable[Entry] = box["entries" if self.record else "visible"].values()
        return entries


class SearchPage(NamedTuple):
    """A page of found entries; ``total`` is the number of hits, a lower limit if ``is_cut``.

    With a ``guess``, hits of what was probably meant come after the ``written`` ones.
    """

    entries: list[Entry]
    total: int
    is_cut: bool
    guess: Guess | None
    written: int


def update_steps(
    timeline: Timeline, file: IndexFile, state: str, plain: PlainText, *, record: bool = False
) -> Iterator[int]:
    """Update an index file step by step; yield the number of entries read in each step.

    It may be abandoned after any step, and the next call continues from there. The arguments are as
    for ``IndexUpdate``.
    """
    reading = IndexUpdate(timeline, file, state, plain, record)
    if _is_older(reading):
        return
    known = text_index.read_positions(reading.file)
    now = change_log.channel_positions(reading.timeline)
    behind = [channel for channel, place in now.items() if known.get(channel) != place]
    lists = {
        channel: ids_to_read(reading.timeline, channel, known.get(channel)) for channel in behind
    }
    for channel, ids in lists.items():
        if ids is not None:
            yield from _read_changes(reading, channel, ids, now[channel])
    for channel in known.keys() - now.keys():
        with _write_step(reading):
            text_index.delete_group(reading.file, channel)
        yield 0
    for channel, ids in lists.items():
        if ids is None:
            yield from _read_channel(reading, channel, now[channel])


def search_page(
    timeline: Timeline,
    file: IndexFile,
    clauses: tuple[Clause, ...],
    channels: Collection[str],
    *,
    among: Collection[str] | None = None,
    start: int = 0,
    size: int = 20,
    year: int | None = None,
    month: int | None = None,
    best: bool = False,
) -> SearchPage:
    """Return a page of visible entries that match all clauses, with each post only once.

    The latest come first; with ``best``, those that match in their titles do. At most ten thousand
    are counted. Entries that were hidden or changed since the file was updated are left out. What a
    search probably means that finds few entries is guessed by those of the channels ``among``, of
    which ``channels`` are some, at any time.
    """
    when, page = _time_bounds(year, month), (max(start, 0), max(size, 0))
    query = current_query(timeline, file, TextQuery(clauses, channels, when, best, *page))
    hits, guess = text_index.search_texts(file, query), None
    written = hits.total
    if written < ENOUGH:
        groups = channels if among is None else among
        ever = replace(query, groups=groups, moments=_time_bounds(None, None), best=False)
        if guess := best_guess(file, ever):
            hits = text_index.search_texts(file, replace(query, similar=guess.clauses))
    entries = [entry for name in hits.names if (entry := timeline.unmasked(name)) is not None]
    shown = timeline.masked(
        each for each in entries if is_visible(each) and each["channel"] in channels
    )
    total = hits.total - len(hits.names) + len(shown)
    return SearchPage(shown, total, hits.is_cut, guess, written)


def hit_count(
    timeline: Timeline,
    file: IndexFile,
    clauses: tuple[Clause, ...],
    channels: Collection[str],
    *,
    most: int,
    year: int | None = None,
    month: int | None = None,
) -> int:
    """Return how many entries match all clauses, in any of their channels; at most ``most``."""
    query = TextQuery(clauses, channels, _time_bounds(year, month))
    return text_index.match_count(file, current_query(timeline, file, query), most)


def all_matches(
    timeline: Timeline,
    file: IndexFile,
    clauses: tuple[Clause, ...],
    channels: Collection[str],
    guess: Guess | None = None,
) -> list[TextMatch] | None:
    """Return all matches that ``search_page`` could find; None if there are too many to count."""
    similar = guess.clauses if guess else ()
    query = TextQuery(clauses, channels, _time_bounds(None, None), similar=similar)
    return text_index.all_matches(file, current_query(timeline, file, query))


def _time_bounds(year: int | None, month: int | None) -> tuple[int, int]:
    """Return the timestamps at which a month, a year or all time begins and ends."""
    numbers = month_range(year, month)
    return month_start(numbers.start), month_start(numbers.stop)


def _is_older(reading: IndexUpdate) -> bool:
    """Return whether another process has read a later state into the file than is visible here.

    If that lasts longer than a minute, the database is an older copy, or the clock was wrong.
    """
    when = float(text_index.stored_value(reading.file, READ_TIME) or 0)
    return (
        reading.state < text_index.stored_value(reading.file, READ_STATE)
        and abs(time() - when) < MAX_AHEAD
    )


def _read_changes(
    reading: IndexUpdate, channel: str, ids: list[str], place: change_log.Position
) -> Iterator[int]:
    rest = iter(ids)
    while part := list(islice(rest, STEP_SIZE)):
        with _write_step(reading):
            text_index.delete_families(reading.file, part)
            found = (find_entry(reading.timeline.root, entry_id) for entry_id in part)
            _put_entries(reading, [entry for entry in found if entry is not None])
        yield len(part)
    with _write_step(reading):
        text_index.set_read_position(reading.file, channel, place)


def _read_channel(reading: IndexUpdate, channel: str, place: change_log.Position) -> Iterator[int]:
    with _write_step(reading):
        text_index.delete_group(reading.file, channel)
        text_index.set_read_position(reading.file, channel, place, is_whole=False)
    entries = iter(reading.entries_of(channel))
    while part := list(islice(entries, STEP_SIZE)):
        prefetch_entries(part)
        with _write_step(reading):
            _put_entries(reading, part)
        yield len(part)
    with _write_step(reading):
        text_index.set_read_position(reading.file, channel, place)


def _put_entries(reading: IndexUpdate, entries: Iterable[Entry]) -> None:
    text_index.put_texts(reading.file, [text for entry in entries for text in reading.texts(entry)])


@contextmanager
def _write_step(reading: IndexUpdate) -> Iterator[None]:
    with text_index.write_transaction(reading.file):
        text_index.store_value(reading.file, READ_STATE, reading.state)
        text_index.store_value(reading.file, READ_TIME, str(time()))
        yield
