"""Many sites in one database with one worker: 20 and 60 of them, with ten channels each.

What a further site costs is the difference by forty: of the most memory that the worker has held,
and of the processor's time of a round in which nothing is due. The channels have the shortest
interval, five minutes; in the last rows one more site has 5,000 channels whose sources take three
seconds to answer. There the command's own loop runs with all its times shortened to a tenth: clock,
intervals, rounds, pauses and answers, but not what it computes, for which it has a tenth of the
real time. The longest time between two answers of a channel is the longest that news can wait.

At last a site's hub is visited ten times a second while another process commits something in
another site each second. A visit is a hit if the web process needs less than half the time for it
that it needs for a page that nobody has asked for.
"""

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import country
import running
import sites
from bench import Bench
from kept import code, kept, scripts
from pages import HUB, client
from result import Result

FEW, MANY, COUNTRY = 20, 60, 290
TURNS, SPEED, SECONDS = 20, 10, 180
VISITS, WRITES = 10, 30  # visits a second, and seconds with a write each
SLOW_CHANNELS, SLOW_SECONDS = 5000, 3
PORT, SLOW_PORT = country.PORT, country.PORT + 1


def measure(bench: Bench) -> list[Result]:
    """The rows on memory, on finding what is due, and on how late news are."""
    few, many = (_idle(bench, number) for number in (FEW, MANY))
    return [
        _row("peak memory of the worker for", few["memory"], many["memory"], "MB"),
        _row("processor's time of finding what is due for", few["due"], many["due"], "ms"),
        _row("processor's time of having no other work for", few["other"], many["other"], "ms"),
        _late(bench, _sites(bench, MANY), "alone"),
        _late(bench, _beside_slow(bench), f"beside one with {SLOW_CHANNELS:,} slow channels"),
        _hits(bench),
    ]


def _sites(bench, number):
    files = [*code("profiles", "accounts", "setup"), *scripts("sites", "sources", "fill")]
    return kept(f"sites-{number}", files, lambda new: _add(new, 0, number), bench.told)


def _beside_slow(bench):
    files = [*code(*country.PARTS, "setup"), *scripts("sites", "country", "sources", "fill")]
    made = _sites(bench, MANY)
    return kept("sites-slow", files, lambda new: _add_slow(made, new), bench.told)


def _add(folder, first, last):
    script = str(Path(sites.__file__))
    running.run(folder, sys.executable, script, str(PORT), str(first), str(last))


def _add_slow(made, folder):
    shutil.copytree(made, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("made"))
    script = str(Path(country.__file__))
    running.run(folder, sys.executable, script, str(SLOW_PORT), str(SLOW_CHANNELS))


def _idle(bench, number):
    """The worker's most MB, and ms of the processor for what is due and for other work."""
    folder = bench.copy(_sites(bench, number))
    bench.told(f"Refreshing {number} sites …")
    with (
        running.feeds(folder, PORT),
        running.database(folder),
        running.servant(folder, "sites_rounds.py") as worker,
    ):
        answers = worker.ask("all")
        if answers != {"ok": number * sites.CHANNELS}:
            raise RuntimeError(f"{answers} of {number} sites")
        worker.ask("later")
        due, other = (1000 * median(each) for each in zip(*worker.ask("idle", TURNS), strict=True))
        return {"due": due, "other": other, "memory": worker.ask("memory")[0]}


def _row(what, few, many, unit):
    each = (many - few) / (MANY - FEW)
    country_wide = f"{COUNTRY} would be {many + each * (COUNTRY - MANY):,.0f} {unit}"
    figures = f"{few:.1f} : {many:.1f} {unit} for {FEW} and {MANY}; {country_wide}"
    return Result(f"{what} a further site", figures, each, 1, unit=unit)


def _late(bench, made, which):
    folder = bench.copy(made)
    bench.told(f"Serving {MANY} sites {which}, all times shortened to a tenth …")
    with (
        running.feeds(folder, PORT),
        running.feeds(folder, SLOW_PORT, SLOW_SECONDS / SPEED),
        running.database(folder),
        running.servant(folder, "sites_rounds.py") as worker,
    ):
        late = worker.ask("watch", SPEED, SECONDS)
    times = [time for path, time in late.items() if path != f"/{running.SITE}"]
    own = [f"the slow ones {late[path]:.2f} ×" for path in late if path == f"/{running.SITE}"]
    return Result(
        f"longest time between two answers of a channel of {MANY} sites {which}, to its interval",
        f"median of the sites {median(times):.2f}",
        max(times),
        1.2,
        notes=tuple(own),
    )


def _hits(bench):
    folder, port = bench.copy(_sites(bench, FEW)), running.free_port()
    own = sites.name(0)
    with (
        running.database(folder),
        running.web(folder, port, own) as web,
        running.servant(folder, "sites_rounds.py") as other,
        client(port, f"/{own}") as get,
    ):
        for _ in range(TURNS):
            get(HUB)
        anew = median(_used(web.pid, get, f"{HUB}?part={number}") for number in range(TURNS))
        visits = [*_visits(web.pid, get, other)]
    hits = [each for each in visits if each < anew / 2]
    return Result(
        "hits of a hub's page in memory while another site of the database writes each second",
        f"{len(hits)} of {len(visits)} visits; {median(hits):.1f} ms, made anew {anew:.1f} ms",
        100 * len(hits) / len(visits),
        95,
        unit="%",
        at_most=False,
    )


def _visits(pid, get, other) -> Iterator[float]:
    for number in range(WRITES):
        other.ask("write", 1, f"Rubrik {number}")
        for _ in range(VISITS):
            yield _used(pid, get, HUB)
            time.sleep(1 / VISITS)


def _used(pid, get, path) -> float:
    """Milliseconds of the processor that a process needs for a page."""
    before = _nanoseconds(pid)
    get(path)
    return (_nanoseconds(pid) - before) / 1e6


def _nanoseconds(pid):
    files = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(each.read_text().split()[0]) for each in files)
