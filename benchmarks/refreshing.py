"""Rounds of 500 channels against what the libraries alone need.

A turn is: the floor reads every feed; a worker, opened on a copy of a site that has asked none of
them, refreshes all. The worker's time is from asking until everything is committed in the
database (ZEO); Zope has been started before. It takes the start of the parser processes with it;
the turn after it has them running beforehand, as in a worker that has worked before.
Then the same worker asks all again and nothing is new, in turns with the bare conditional
requests; and once more an hour later, heartbeat included, for the bytes that this adds.
"""

from statistics import median

import running
import sources
from bench import Bench
from result import Result

TURNS = 3
AGAIN = 7


def measure(bench: Bench) -> list[Result]:
    """The rows on cold rounds, rounds without news, bytes and memory."""
    bench.publish(0)
    with running.servant(bench.folder, "floor.py", str(bench.port)) as floor:
        turns = [_turn(bench, floor, warm) for warm in (False, True) * TURNS]
    cold = [turn for turn in turns if not turn["warm"]]
    started = [turn for turn in turns if turn["warm"]]
    return [_cold(cold, started), _unchanged(turns), _bytes(turns), _memory(turns)]


def _turn(bench, floor, warm):
    bench.told(f"Refreshing 500 channels, parsers {'started' if warm else 'not started'} …")
    folder = bench.copy(bench.made)
    bare = _checked(floor.ask("read"), sources.CHANNELS * sources.ENTRIES)
    with running.database(folder), running.servant(folder, "rounds.py") as worker:
        if warm:
            worker.ask("start")
        whole = _checked(worker.ask("refresh"), {"ok": sources.CHANNELS})
        again = [_again(floor, worker) for _ in range(AGAIN)]
        size = _size(folder)
        _checked(worker.ask("later"), {"unchanged": sources.CHANNELS})
        added = _size(folder) - size
        peaks = worker.ask("memory")
    pairs = {"bare": bare, "whole": whole, "again": again}
    return {"warm": warm, **pairs, "added": added, "peaks": peaks}


def _again(floor, worker):
    """Seconds of the bare requests and of the worker, nothing being new."""
    bare = _checked(floor.ask("ask"), sources.CHANNELS)
    return bare, _checked(worker.ask("refresh"), {"unchanged": sources.CHANNELS})


def _checked(answer, expected):
    seconds, found = answer
    if found != expected:
        raise RuntimeError(f"{found} where {expected} was expected")
    return seconds


def _size(folder):
    return (folder / "Data.fs").stat().st_size


def _cold(turns, started):
    bare, whole, warm = (
        median(turn["bare"] for turn in turns),
        median(turn["whole"] for turn in turns),
        median(turn["whole"] for turn in started),
    )
    return Result.of(
        "refresh of 500 channels, cold, against the floor",
        f"{whole:.2f} s : {bare:.2f} s",
        [turn["whole"] / turn["bare"] for turn in turns],
        1.15,
        notes=(f"with the parser processes started before {warm:.2f} s",),
    )


def _unchanged(turns):
    pairs = [pair for turn in turns for pair in turn["again"]]
    bare, whole = (1000 * median(times) for times in zip(*pairs, strict=True))
    return Result.of(
        "the same, all 304, against bare conditional requests",
        f"{whole:.0f} ms : {bare:.0f} ms",
        [whole / bare for bare, whole in pairs],
        2.0,
    )


def _bytes(turns):
    added = max(turn["added"] for turn in turns)
    what = "bytes added by a round of 500 channels without news"
    figures = f"{added} bytes, heartbeat included"
    return Result(what, figures, added / 1000, 1.0, unit="kB")


def _memory(turns):
    main = max(turn["peaks"][0] for turn in turns)
    parser = max(peak for turn in turns for peak in turn["peaks"][1:])
    figures = f"worker {main:.0f} MB, parser {parser:.0f} MB"
    what = "peak memory of a process of the worker over 500 channels"
    return Result(what, figures, max(main, parser), 300, unit="MB")
