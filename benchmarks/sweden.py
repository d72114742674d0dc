"""A whole country in one hub: one round of all channels, every twentieth with a new entry.

The floor is the bare conditional requests of all, and what the libraries alone need for the
documents that have news. The worker has just been started and asks what is due, as after a night;
processor seconds are those of the worker and its processes.
"""

import os

import country
import running
import sources
from bench import Bench
from result import Result

CHANNELS = int(os.environ.get("BENCH_COUNTRY") or country.CHANNELS)


def measure(bench: Bench) -> list[Result]:
    """The rows on the round, on finding what is due, and on memory."""
    made = country.folder_of(CHANNELS, bench.told)
    folder = running.copied(made, bench.folder / "country")
    news = len(range(0, CHANNELS, sources.NEWS_EVERY))
    bench.told(f"Refreshing {CHANNELS:,} channels, {news:,} of them with news …")
    arguments = (str(country.PORT), str(CHANNELS))
    with (
        running.feeds(folder, country.PORT) as publish,
        running.servant(folder, "floor.py", *arguments) as floor,
        running.database(folder),
        running.servant(folder, "rounds.py") as worker,
    ):
        found = _round(publish, floor, worker, news)
    return _rows(found, news)


def _round(publish, floor, worker, news):
    bare = _checked(floor.ask("ask_all"), CHANNELS)
    publish("news")
    read = _checked(floor.ask("read_news"), news * sources.ENTRIES)
    first, due = worker.ask("due", country.LATER)
    tick, _ = worker.ask("due", 0)
    used = worker.ask("used")
    whole = _checked(worker.ask("round"), {"ok": news, "unchanged": CHANNELS - news})
    used = worker.ask("used") - used
    after, left = worker.ask("due", 0)
    if (due, left) != (CHANNELS, 0):
        raise RuntimeError(f"{due} channels were due, then {left}")
    peaks = worker.ask("memory")
    ticks = {"first": first, "tick": tick, "after": after}
    return {"bare": bare, "read": read, "whole": whole, "used": used, "peaks": peaks, **ticks}


def _checked(answer, expected):
    seconds, found = answer
    if found != expected:
        raise RuntimeError(f"{found} where {expected} was expected")
    return seconds


def _rows(found, news):
    floor = found["bare"] + found["read"]
    which = f"{CHANNELS:,} channels in one hub"
    tick = max(found["tick"], found["after"])
    return [
        Result(
            f"round of {which}, {news:,} with news, against bare requests and the news' floor",
            f"{found['whole']:.1f} s : {found['bare']:.1f} + {found['read']:.1f} s",
            found["whole"] / floor,
            1.3,
            notes=(f"{found['used']:.1f} s of processor in the worker and its processes",),
        ),
        Result(
            f"finding what is due among {which}",
            f"all due {found['tick']:.3f} s, none due {found['after']:.4f} s",
            tick,
            0.3,
            unit="s",
            notes=(f"the first time, when the plan is made, {found['first']:.1f} s",),
        ),
        Result(
            f"peak memory of the worker over {which}",
            f"worker {found['peaks'][0]:.0f} MB, parser {max(found['peaks'][1:]):.0f} MB",
            max(found["peaks"]),
            300,
            unit="MB",
        ),
    ]
