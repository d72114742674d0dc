"""Seals of posts: what they add to keeping a round's news, and to reading all posts once.

``BENCH_SEALED=100000`` verifies so many entries instead of a million.
"""

import os
import resource
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import sealed
import timeline
from bench import Bench
from result import Result

ENTRIES = int(os.environ.get("BENCH_SEALED") or 1_000_000)
ROUNDS, TURNS = 25, 3


def measure(bench: Bench) -> list[Result]:
    """The rows on keeping, on a round without news, on verifying, and on its memory."""
    with TemporaryDirectory() as folder:
        bench.told("Keeping rounds with seals and without …")
        rounds, idle = sealed.kept_rounds(ROUNDS, Path(folder))
    with TemporaryDirectory() as folder:
        bench.told(f"Building a store of {ENTRIES:,} entries …")
        each = ENTRIES // len(timeline.CHANNELS)
        read = sealed.verified(each, TURNS, Path(folder), bench.told)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    plain, with_seals = (median(found) for found in zip(*rounds, strict=True))
    reading, verifying = (median(found) for found in zip(*read, strict=True))
    return [
        Result.of(
            "keeping a round of 100 new entries with seals against without",
            f"{1000 * with_seals:.0f} ms : {1000 * plain:.0f} ms",
            [after / before for before, after in rounds],
            1.03,
            notes=("of the processor, feeds parsed; the server's work is not in it",),
        ),
        Result("a round without news, by seals", "of the database", idle, 0, unit="bytes"),
        Result.of(
            f"verify-log of {ENTRIES:,} entries against reading them once",
            f"{verifying:.0f} s : {reading:.0f} s",
            [after / before for before, after in read],
            1.5,
        ),
        Result("… its memory", "the store made in the same process", peak, 300, unit="MB"),
    ]
