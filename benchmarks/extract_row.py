"""What a register extract takes to find: one person in both indexes, against one scan of them.

The indexes are those of the record: of messages in a database, and of entries in a file. One in a
thousand is about the person. ``BENCH_EXTRACT`` makes it another number of entries; there are a
tenth as many messages.
"""

import os
import tempfile
import time
from pathlib import Path
from statistics import median

import posts
import transaction
from bench import Bench
from result import Result
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from katrineholm.socialhub.archive.record.extract_search import term_text
from katrineholm.socialhub.core.search import index, text_index
from katrineholm.socialhub.core.search.clauses import new_document, search_clauses
from katrineholm.socialhub.core.search.text_index import Text, TextQuery

ENTRIES = int(os.environ.get("BENCH_EXTRACT") or 1_000_000)
MESSAGES = ENTRIES // 10
CHANNELS, STEP, ONE_IN, TURNS = 50, 5_000, 1_000, 7
NAME, TERMS = "Siv Xerxes", ("Siv Xerxes", "@sivxerxes", "siv.xerxes@example.org")
ALL_TIME = 0, 2**33


def measure(bench: Bench) -> list[Result]:
    """The row on finding a person."""
    with tempfile.TemporaryDirectory() as folder:
        bench.told(f"Indexing {MESSAGES:,} messages and {ENTRIES:,} entries …")
        database = DB(FileStorage(str(Path(folder, "messages.fs"))))
        connection = database.open()
        messages = _messages(connection.root())
        with text_index.open_index(Path(folder, "entries.sqlite3"), "bench") as file:
            _fill(file)
            bench.told("Finding the person, and scanning, in turns …")
            turns = [(_timed(_find, messages, file), _timed(_scan, messages, file))
                     for _turn in range(TURNS)]  # fmt: skip
            found = _find(messages, file)
        connection.close()
        database.close()
    searched, scanned = (median(each) for each in zip(*turns, strict=True))
    return [
        Result.of(
            f"registerutdrag over {MESSAGES:,} messages and {ENTRIES:,} entries against one scan",
            f"{1000 * searched:.0f} ms : {1000 * scanned:.0f} ms",
            [first / second for first, second in turns],
            1.5,
            notes=(f"{len(TERMS)} names and addresses, which find {found:,}",),
        )
    ]


def _messages(root):
    search = root["search"] = index.new_index()
    for number in range(1, MESSAGES + 1):
        said, sender = _text(number), {"name": NAME, "contact": TERMS[2]}
        texts = sender.values() if number % ONE_IN == 0 else (f"Person {number}",)
        index.index_document(search, number, new_document({"said": [said], "sender": texts}, ()))
        if number % STEP == 0:
            transaction.savepoint(optimistic=True)
            root._p_jar.cacheGC()
    transaction.commit()
    return search


def _fill(file):
    for first in range(0, ENTRIES, STEP):
        with text_index.write_transaction(file):
            text_index.put_texts(file, [*map(_entry, range(first, min(first + STEP, ENTRIES)))])


def _entry(number):
    author = [NAME, TERMS[1]] if number % ONE_IN == 0 else [f"Redaktör {number % 99}"]
    moment = posts.NOW - 60 * (ENTRIES - number)
    return Text(str(number), str(number % CHANNELS), moment, number, [], [_text(number), *author])


def _text(number):
    return posts.entry(number, "bench")["summary"]


def _find(messages, file):
    found = 0
    for clauses in (search_clauses(term_text(each)) for each in TERMS):
        found += len(index.matching_documents(messages, clauses))
        query = TextQuery(clauses, None, ALL_TIME, size=10_000, every=True)
        found += text_index.search_texts(file, query).total
    return found


def _scan(messages, file):
    """Read each line of the messages, and each row of the entries, once."""
    lines = sum(NAME in line for line in messages["lines"].values())
    rows = file.execute("SELECT number, name, home, post FROM texts")
    return lines + sum(1 for _row in rows)


def _timed(function, *given):
    began = time.perf_counter()
    function(*given)
    return time.perf_counter() - began
