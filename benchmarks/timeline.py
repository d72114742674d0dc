"""A first page of the hub's stream at 1,000,000 entries against 1,000, both in 1,000 channels.

Each store is built through ``store_document`` in a FileStorage of its own, fifty channels a
commit. A round is what the hub page asks for: the newest twenty of all channels, their count and
their months, timed one by one. Warm means a connection whose cache holds what it has read; cold
means that it holds nothing, so every object is read from the file and unpickled (the count and
the months come after the page and find read what it has read).
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import transaction
from persistent.mapping import PersistentMapping
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import Timeline
from katrineholm.socialhub.core.timeline.streams import (
    entry_count,
    latest_entries,
    months_with_entries,
)

CHANNELS = [f"{number:032x}" for number in range(1000)]
CHANNELS_A_COMMIT = 50
NOW = 1_790_000_000
THREE_YEARS = 3 * 365 * 24 * 3600
DEMAND = 1.2
QUESTIONS = {
    "page": lambda timeline: [
        entry["title"] for entry in latest_entries(timeline, CHANNELS, size=20)
    ],
    "count": lambda timeline: entry_count(timeline, CHANNELS),
    "months": lambda timeline: months_with_entries(timeline, CHANNELS),
}


def measure(entries_a_channel: int = 1000, rounds: int = 60, told: Callable = print) -> dict:
    """Median milliseconds of a round in both stores, the ratios, and how long building took.

    ``told`` hears how far building has come.
    ``warm`` and ``cold`` hold ``(small, large)`` for each question and for all ``together``.
    """
    with tempfile.TemporaryDirectory() as folder:
        small, small_seconds = _built(Path(folder, "small.fs"), 1)
        large, large_seconds = _built(Path(folder, "large.fs"), entries_a_channel, told)
        warm = _medians(small, large, rounds, cold=False)
        cold = _medians(small, large, rounds, cold=True)
        small.close()
        large.close()
    return {
        "entries": (len(CHANNELS), len(CHANNELS) * entries_a_channel),
        "build_seconds": (small_seconds, large_seconds),
        "warm": warm,
        "cold": cold,
        "warm_ratio": warm["together"][1] / warm["together"][0],
        "cold_ratio": cold["together"][1] / cold["together"][0],
        "demand": DEMAND,
    }


def report(result: dict) -> str:
    """The result as a small table."""
    lines = [f"{'':16}{result['entries'][0]:>12,}{result['entries'][1]:>12,}{'ratio':>8}"]
    for name in ("warm", "cold"):
        for question, (small, large) in result[name].items():
            line = f"{name:6}{question:10}{small:9.2f} ms{large:9.2f} ms{large / small:8.2f}"
            lines.append(line)
    built = result["build_seconds"]
    lines.append(f"{'built':16}{built[0]:10.1f} s{built[1]:10.1f} s")
    lines.append(f"demand: together at most {result['demand']}")
    return "\n".join(lines)


def _built(path: Path, entries_a_channel: int, told: Callable = str) -> tuple[DB, float]:
    began = time.perf_counter()
    database = DB(FileStorage(str(path)), cache_size=100_000)
    chance = random.Random(7)
    for first in range(0, len(CHANNELS), CHANNELS_A_COMMIT):
        with database.transaction() as connection:
            timeline = _timeline(connection)
            for channel in CHANNELS[first : first + CHANNELS_A_COMMIT]:
                entries = [_entry(channel, each, chance) for each in range(entries_a_channel)]
                store_document(timeline, channel, entries, now=NOW)
        database.cacheMinimize()
        told(f"… {(first + CHANNELS_A_COMMIT) * entries_a_channel:,} entries")
    return database, time.perf_counter() - began


def _timeline(connection) -> Timeline:
    """The root mapping stands in for an annotated hub."""
    return Timeline(connection.root().setdefault("annotations", PersistentMapping()))


def _entry(channel: str, number: int, chance: random.Random) -> dict:
    link = f"https://{channel[-6:]}.example/inlagg/{number}"
    text = f"Vad som händer i Katrineholm, del {number} av en lång rad inlägg"
    return {
        "keys": (link,),
        "id": link,
        "link": link,
        "title": text,
        "title_derived": False,
        "summary": text * 3,
        "html": f"<p>{text * 5}</p>",
        "published": NOW - chance.randrange(THREE_YEARS),
        "updated": None,
        "dated": "",
        "author": "Kommunen",
        "categories": (),
        "language": "sv",
        "images": [],
        "media": [],
    }


def _medians(small: DB, large: DB, rounds: int, *, cold: bool) -> dict:
    """Taken in turns, so that whatever else the machine does falls on both."""
    opened = [each.open(transaction.TransactionManager()) for each in (small, large)]
    times = [[_round(connection, cold) for connection in opened] for _ in range(rounds)][1:]
    for connection in opened:
        connection.close()
    return {
        question: tuple(
            1000 * statistics.median(pair[store][question] for pair in times) for store in (0, 1)
        )
        for question in (*QUESTIONS, "together")
    }


def _round(connection, cold: bool) -> dict:
    if cold:
        connection.cacheMinimize()
    timeline = _timeline(connection)
    seconds = {}
    for question, ask in QUESTIONS.items():
        began = time.perf_counter()
        ask(timeline)
        seconds[question] = time.perf_counter() - began
    return {**seconds, "together": sum(seconds.values())}


if __name__ == "__main__":
    print(report(measure()))
