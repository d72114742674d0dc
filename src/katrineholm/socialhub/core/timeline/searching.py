"""Full-text search in visible entries, in a file that each process keeps for itself.

Storing an entry writes nothing to the file and waits for nobody: the store logs which entries have
changed (see ``change_log``), and the next search reads all that was logged since the last one.
Invisible entries and masked text are not in the file, so that no search can find or count them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from time import time
from typing import NamedTuple

from ..search import textfile
from ..search.textfile import Asked, File, Text
from . import changes, masks, recorded
from .entry import is_visible
from .freshness import but_outdated, since
from .layout import Entry, Root, find, load_entries
from .months import begins, window
from .telling import Plain, told

A_STEP = 500  # entries
READ, WHEN = "read", "when"
LOST = 60  # seconds that a file may be ahead of the database as seen here


@dataclass(frozen=True, slots=True)
class Reading:
    """The store to be read and the file; ``state`` is the database's as a text that grows with it.

    With ``record`` the file is for the part of the record that visitors do not see.
    """

    root: Root
    file: File
    state: str
    plain: Plain
    record: bool = False

    def texts(self, entry: Entry) -> Iterable[Text]:
        """Return the texts of an entry that belong in the file."""
        if self.record:
            return recorded.texts(entry, self.plain, entry["entry_id"] in masks.of(self.root))
        return [told(masks.shown(self.root, entry), self.plain)] if is_visible(entry) else []

    def entries_of(self, channel: str) -> Iterable[Entry]:
        """Return a channel's entries that may have a text in the file."""
        entries: Iterable[Entry] = self.root["channels"][channel][
            "entries" if self.record else "visible"
        ].values()
        return entries


class Page(NamedTuple):
    """Entries, out of ``total`` hits, which are not all counted if ``is_cut``."""

    entries: list[Entry]
    total: int
    is_cut: bool


def steps(reading: Reading) -> Iterator[int]:
    """Read all changes in the store step by step; yield the number of entries read in each step.

    It may be abandoned after any step; the next call continues there.
    """
    if _is_older(reading):
        return
    known = textfile.places(reading.file)
    now = dict(changes.places(reading.root))
    behind = [channel for channel, place in now.items() if known.get(channel) != place]
    lists = {channel: since(reading.root, channel, known.get(channel)) for channel in behind}
    for channel, ids in lists.items():
        if ids is not None:
            yield from _enter(reading, channel, ids, now[channel])
    for channel in known.keys() - now.keys():
        with _step(reading):
            textfile.take_out_all(reading.file, channel)
        yield 0
    for channel, ids in lists.items():
        if ids is None:
            yield from _read_anew(reading, channel, now[channel])


def found(root: Root, file: File, query: Asked) -> Page:
    """Return a page of the entries that match.

    Entries that were hidden or changed since the file was updated are left out.
    """
    hits = textfile.find(file, but_outdated(root, file, query))
    entries = [entry for name in hits.names if (entry := find(root, name)) is not None]
    shown: list[Entry] = [
        each for each in entries if is_visible(each) and each["channel"] in (query.groups or ())
    ]
    shown = [masks.shown(root, each) for each in shown]
    return Page(shown, hits.total - len(hits.names) + len(shown), hits.is_cut)


def moments(year: int | None, month: int | None) -> tuple[int, int]:
    """Return the timestamps at which a month, a year or all time begins and ends."""
    numbers = window(year, month)
    return begins(numbers.start), begins(numbers.stop)


def _is_older(reading: Reading) -> bool:
    """Return whether another process has read a later state into the file than is visible here.

    If that lasts longer than a minute, the database is an older copy, or the clock was wrong.
    """
    when = float(textfile.about(reading.file, WHEN) or 0)
    return reading.state < textfile.about(reading.file, READ) and abs(time() - when) < LOST


def _enter(reading: Reading, channel: str, ids: list[str], place: changes.Place) -> Iterator[int]:
    rest = iter(ids)
    while part := list(islice(rest, A_STEP)):
        with _step(reading):
            textfile.take_out_families(reading.file, part)
            found = (find(reading.root, entry_id) for entry_id in part)
            _put(reading, [entry for entry in found if entry is not None])
        yield len(part)
    with _step(reading):
        textfile.has_read(reading.file, channel, place)


def _read_anew(reading: Reading, channel: str, place: changes.Place) -> Iterator[int]:
    with _step(reading):
        textfile.take_out_all(reading.file, channel)
        textfile.has_read(reading.file, channel, place, is_whole=False)
    entries = iter(reading.entries_of(channel))
    while part := list(islice(entries, A_STEP)):
        load_entries(part)
        with _step(reading):
            _put(reading, part)
        yield len(part)
    with _step(reading):
        textfile.has_read(reading.file, channel, place)


def _put(reading: Reading, entries: Iterable[Entry]) -> None:
    textfile.put(reading.file, [text for entry in entries for text in reading.texts(entry)])


@contextmanager
def _step(reading: Reading) -> Iterator[None]:
    with textfile.writing(reading.file):
        textfile.note(reading.file, READ, reading.state)
        textfile.note(reading.file, WHEN, str(time()))
        yield
