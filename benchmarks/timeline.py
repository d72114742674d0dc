"""A first page of the hub's stream at 1,000,000 entries against 1,000, both in 1,000 channels.

Each store is built through ``Timeline.keep`` in a FileStorage of its own, fifty channels a
commit. A round is what the hub page asks for: the newest twenty of all channels, their count and
their months. Warm means a connection whose cache holds what it has read; cold means that it holds
nothing, so every object is read from the file and unpickled.
"""

import random
import statistics
import tempfile
import time
from pathlib import Path

import transaction
from persistent.mapping import PersistentMapping
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from katrineholm.socialhub.timeline.store import Timeline

CHANNELS = [f"{number:032x}" for number in range(1000)]
CHANNELS_A_COMMIT = 50
NOW = 1_790_000_000
THREE_YEARS = 3 * 365 * 24 * 3600
DEMAND = 1.2


def measure(entries_a_channel: int = 1000, rounds: int = 60) -> dict:
    """Median milliseconds of a round in both stores, the ratios, and how long building took."""
    with tempfile.TemporaryDirectory() as folder:
        small, small_seconds = _built(Path(folder, "small.fs"), 1)
        large, large_seconds = _built(Path(folder, "large.fs"), entries_a_channel)
        warm = _medians(small, large, rounds, cold=False)
        cold = _medians(small, large, rounds, cold=True)
        small.close()
        large.close()
    return {
        "entries": (len(CHANNELS), len(CHANNELS) * entries_a_channel),
        "build_seconds": (small_seconds, large_seconds),
        "warm_ms": warm,
        "cold_ms": cold,
        "warm_ratio": warm[1] / warm[0],
        "cold_ratio": cold[1] / cold[0],
        "demand": DEMAND,
    }


def report(result: dict) -> str:
    """The result as a small table."""
    lines = [f"{'':6}{result['entries'][0]:>12,}{result['entries'][1]:>12,}{'ratio':>8}"]
    for name in ("warm", "cold"):
        small, large = result[f"{name}_ms"]
        lines.append(f"{name:6}{small:9.2f} ms{large:9.2f} ms{result[f'{name}_ratio']:8.2f}")
    built = result["build_seconds"]
    lines.append(f"{'built':6}{built[0]:10.1f} s{built[1]:10.1f} s")
    lines.append(f"demand: at most {result['demand']}")
    return "\n".join(lines)


def _built(path: Path, entries_a_channel: int) -> tuple[DB, float]:
    began = time.perf_counter()
    database = DB(FileStorage(str(path)), cache_size=100_000)
    chance = random.Random(7)
    for first in range(0, len(CHANNELS), CHANNELS_A_COMMIT):
        with database.transaction() as connection:
            timeline = _timeline(connection)
            for channel in CHANNELS[first : first + CHANNELS_A_COMMIT]:
                entries = [_entry(channel, each, chance) for each in range(entries_a_channel)]
                timeline.keep(channel, entries, now=NOW)
        database.cacheMinimize()
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


def _medians(small: DB, large: DB, rounds: int, *, cold: bool) -> tuple[float, float]:
    """Taken in turns, so that whatever else the machine does falls on both."""
    opened = [each.open(transaction.TransactionManager()) for each in (small, large)]
    times: list[list[float]] = [[], []]
    for _ in range(rounds):
        for connection, seconds in zip(opened, times, strict=True):
            seconds.append(_round(connection, cold))
    for connection in opened:
        connection.close()
    return tuple(1000 * statistics.median(seconds[1:]) for seconds in times)


def _round(connection, cold: bool) -> float:
    if cold:
        connection.cacheMinimize()
    timeline = _timeline(connection)
    began = time.perf_counter()
    page = timeline.latest(CHANNELS, size=20)
    titles = [entry["title"] for entry in page]
    timeline.count(CHANNELS)
    timeline.months(CHANNELS)
    assert len(titles) == 20
    return time.perf_counter() - began


if __name__ == "__main__":
    print(report(measure()))
