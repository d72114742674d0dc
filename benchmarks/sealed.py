"""What seals cost: keeping a round's news with them and without, and verifying a great store.

Both are on a ZEO server, as a site of several processes is. A round parses fifty feeds of twenty
entries, two of them new, and stores them; then it is sealed. Verifying computes the seals of every
entry, against a loop that reads every entry once.
"""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import running
import timeline
import transaction
from ZEO.ClientStorage import ClientStorage
from ZODB.DB import DB

from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.seal_verification import seal_errors
from katrineholm.socialhub.core.timeline.seals import has_unsealed_changes, seal_changes
from katrineholm.socialhub.refresh.parser_tasks import document_feed

FEEDS, LISTED, NEW = 50, 20, 2
REST = 500  # entries, after which the memory of those that were read is freed
CACHE = 20 * 2**20  # bytes of a client, as in etc/zope.conf
ITEM = (
    "<item><guid>https://blogg.example/{at}/{number}</guid><title>Inlägg {number}</title>"
    "<link>https://blogg.example/{at}/{number}</link><description>{text}</description></item>"
)
TEXT = "&lt;p&gt;Vad som händer i Katrineholm, del {number} av en rad inlägg.&lt;/p&gt;" * 12


def kept_rounds(turns: int, folder: Path) -> tuple[list[tuple[float, float]], int]:
    """Return seconds of the processor, without seals and with, and the bytes of an idle round."""
    with _served(folder / "kept") as database:
        found = [_round(database, turn) for turn in range(turns)]
        size = (folder / "kept" / "Data.fs").stat().st_size
        _seal(database)
        return found[1:], (folder / "kept" / "Data.fs").stat().st_size - size


def verified(entries_a_channel: int, turns: int, folder: Path, told: Callable) -> list:
    """Return seconds of the processor for reading all entries, and for verifying them, by turn."""
    database, _seconds = timeline._built(folder / "Data.fs", entries_a_channel, told)
    told("Sealing them …")
    lines = _seal(database, is_great=True)
    database.close()
    with _served(folder) as database:
        return [
            (_seconds_of(database, _read_all), _seconds_of(database, _verify, lines))
            for _turn in range(turns)
        ]


def _round(database, turn):
    began, last = time.process_time(), (turn + 1) * NEW + LISTED
    for at in range(FEEDS):
        numbers = range(last, last - LISTED, -1)
        items = (ITEM.format(at=at, number=each, text=TEXT.format(number=each)) for each in numbers)
        document = f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>'.encode()
        found = document_feed(document, "text/xml", f"https://blogg.example/{at}")
        with database.transaction() as connection:
            store = timeline._timeline(connection)
            store_document(store, timeline.CHANNELS[at], found.entries, now=timeline.NOW + turn)
    kept = time.process_time() - began
    _seal(database)
    return kept, time.process_time() - began


def _seal(database, is_great=False):
    """Seal what waits, in short transactions; return the lines of the rounds."""
    lines, connection = {}, database.open(manager := transaction.TransactionManager())
    store = timeline._timeline(connection)
    while has_unsealed_changes(store):
        if batch := seal_changes(store):
            lines[batch.first] = (timeline.NOW, batch.root, len(batch.names))
        manager.commit()
        if is_great:
            connection.cacheMinimize()
    connection.close()
    return lines


def _seconds_of(database, do, *given):
    connection = database.open(transaction.TransactionManager())
    connection.cacheMinimize()
    began = time.process_time()  # others may use the machine
    do(timeline._timeline(connection), connection.cacheMinimize, *given)
    seconds = time.process_time() - began
    connection.close()
    return seconds


def _read_all(store, at_rest):
    number = 0
    for box in store.root["channels"].values():
        for entry in box["entries"].values():
            number += bool(entry["title"])
            if number % REST == 0:
                at_rest()


def _verify(store, at_rest, lines):
    if errors := list(seal_errors(store, lines, at_rest)):
        raise AssertionError(errors[0])


@contextmanager
def _served(folder: Path) -> Iterator[DB]:
    """A database in a folder, by a ZEO server."""
    folder.mkdir(exist_ok=True)
    socket = folder / "zeo.sock"
    command = (str(running.BIN / "runzeo"), "-a", str(socket), "-f", str(folder / "Data.fs"))
    with running.process(folder, *command, log="zeo.log", stdout=subprocess.DEVNULL) as begun:
        running.until(socket.exists, begun)
        database = DB(ClientStorage(str(socket), cache_size=CACHE), cache_size=30_000)
        yield database
        database.close()
