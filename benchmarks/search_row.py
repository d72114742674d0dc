"""Searches among entries: how long they take, what keeping pays, how large the index is.

They are asked anonymously over REST of a site with 1,000,000 entries in fifty channels;
``BENCH_ENTRIES`` makes it another number. The site is kept in ``var/bench``, its index is made anew
each time. The record, in which a few entries are hidden and have said something else before, is
searched by an officer of the office. What keeping pays is measured in two stores in turns, of which
one notes what has changed.
"""

import json
import os
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

import posts
import running
import transaction
from bench import Bench
from kept import code, kept, scripts
from pages import HUB, client
from persistent.mapping import PersistentMapping
from register import login
from result import Result
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from katrineholm.socialhub.core.timeline import indexes
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import Timeline

ENTRIES = int(os.environ.get("BENCH_ENTRIES") or 1_000_000)
CHANNELS = 50
TURNS = 10  # of all searches
BLOCKS, DOCUMENTS, FEW = 40, 10, 20  # of what is kept in turns: blocks, documents, entries in one
INDEX = (str(running.BIN / "socialhub"), "index", "--site", running.SITE, "--only")


def measure(bench: Bench) -> list[Result]:
    """The rows on searches, on keeping, and on size."""
    folder = kept(f"entries-{ENTRIES}", _files(), lambda new: _fill(bench, new), bench.told)
    bench.told("Making the index …")
    seconds, index = _indexed(folder)
    searches = _searches(bench, folder, seconds)
    bench.told("Making the record's index …")
    with running.database(folder):
        running.run(folder, *INDEX, "record")
    record = _record(bench, folder)
    return [searches, record, _keeping(bench, seconds), _size(folder, index)]


def _files():
    made_of = ("fill", "posts", "posted", "said", "sources")
    return [*code("profiles", "accounts", "core/timeline"), *scripts(*made_of)]


def _fill(bench, folder):
    port = str(bench.port)
    running.run(folder, sys.executable, str(running.HERE / "fill.py"), port, str(CHANNELS))
    running.run(folder, sys.executable, str(running.HERE / "posted.py"), str(ENTRIES))


def _indexed(folder):
    """The seconds that it took to make the index, and its file."""
    with running.database(folder):
        began = time.monotonic()
        running.run(folder, *INDEX, "entries")
    (index,) = (each for each in folder.rglob("*.sqlite3") if "-record" not in each.name)
    return time.monotonic() - began, index


def _searches(bench, folder, seconds):
    """By visitors: what is common and what is seldom, in turns."""
    paths = [f"{HUB}/@entries?{urlencode(each)}" for each in posts.searches(ENTRIES)]
    with _site(folder) as port, client(port, Accept="application/json") as get:
        bench.told("Searching …")
        found = _asked(bench, get, f"search among {ENTRIES:,} entries, 95th percentile", paths)
        plain = median(_milliseconds(get, f"{HUB}/@entries") for _turn in range(TURNS))
    more = (
        f"the stream without a search takes {plain:.0f} ms",
        f"the index was made anew in {seconds:.0f} s",
    )
    return replace(found, notes=(*found.notes, *more))


def _record(bench, folder):
    """By an officer of the office, who finds what visitors do not see, too."""
    paths = [f"{HUB}/@record?{urlencode(each)}" for each in posts.recorded(ENTRIES)]
    what = f"search of the record of {ENTRIES:,} entries, 95th percentile"
    with _site(folder) as port, client(port, Accept="application/json", **login(port)) as get:
        bench.told("Searching the record …")
        return _asked(bench, get, what, paths)


@contextmanager
def _site(folder):
    port = running.free_port()
    with running.database(folder), running.web(folder, port):
        yield port


def _asked(bench, get, what, paths):
    """All searches in turns."""
    first = [_milliseconds(get, path) for path in paths]
    times = {path: [_milliseconds(get, path) for _turn in range(TURNS)] for path in paths}
    answers = {path: json.loads(get(path)) for path in paths}
    if not all(answer["complete"] or answer["items"] for answer in answers.values()):
        bench.told("Some searches found nothing in an index that is not whole.")
    every = sorted(each for found in times.values() for each in found)
    slowest = max(times, key=lambda path: median(times[path]))
    sizes = [answer["items_total"] for answer in answers.values()]
    return Result(
        what,
        f"median {median(every):.0f} ms, longest {every[-1]:.0f} ms",
        quantiles(every, n=20)[-1],
        150,
        unit="ms",
        notes=(
            f"{len(paths)} searches, which find from {min(sizes):,} to {max(sizes):,}",
            f"the slowest is {slowest.partition('?')[2]}, {median(times[slowest]):.0f} ms",
            f"with nothing in memory the longest took {max(first):.0f} ms",
        ),
    )


def _keeping(bench, seconds):
    bench.told("Keeping entries in two stores in turns …")
    with tempfile.TemporaryDirectory() as folder:
        noting, bare = (_store(Path(folder, name)) for name in ("noting", "bare"))
        turns = [(_kept(noting, block, True), _kept(bare, block, False)) for block in range(BLOCKS)]
    with_note, without = (median(found) for found in zip(*turns[1:], strict=True))
    return Result.of(
        "keeping an entry with the index against without",
        f"{with_note:.3f} ms : {without:.3f} ms",
        [first / second for first, second in turns[1:]],
        1.25,
        notes=(f"whoever searches first reads it in, {1000 * seconds / ENTRIES:.2f} ms an entry",),
    )


def _store(path):
    """The root mapping stands in for an annotated hub."""
    connection = DB(FileStorage(f"{path}.fs")).open(transaction.TransactionManager())
    return connection, Timeline(connection.root().setdefault("annotations", PersistentMapping()))


def _kept(store, block, is_noting):
    """Milliseconds that an entry took, committed with each document."""
    connection, timeline = store
    note = indexes.log.log_change
    indexes.log.log_change = note if is_noting else _nothing
    documents = [_document(block * DOCUMENTS + number) for number in range(DOCUMENTS)]
    began = time.perf_counter()
    for channel, document in documents:
        store_document(timeline, channel, document, now=posts.NOW)
        connection.transaction_manager.commit()
    seconds = time.perf_counter() - began
    indexes.log.log_change = note
    return 1000 * seconds / (DOCUMENTS * FEW)


def _nothing(*_given):
    pass


def _document(number):
    channel = f"{number % CHANNELS:032x}"
    return channel, [posts.entry(number * FEW + each, channel) for each in range(FEW)]


def _size(folder, index):
    entry = json.loads((folder / posts.SIZES).read_text())["bytes"]
    size = index.stat().st_size
    return Result(
        f"index of {ENTRIES:,} entries against the entries' own size",
        f"{size / 2**20:,.0f} MB : {entry * ENTRIES / 2**20:,.0f} MB",
        size / (entry * ENTRIES),
        0.6,
        notes=(f"an entry has {entry:,.0f} bytes in the database, {size / ENTRIES:,.0f} here",),
    )


def _milliseconds(get, path):
    began = time.perf_counter()
    get(path)
    return 1000 * (time.perf_counter() - began)
