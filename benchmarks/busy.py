"""Page times while the worker refreshes 500 channels, against those while it is idle.

Idle is a worker that loops with nothing due. Busy is the real command that refreshes all
channels, with the low priority that the loop gives itself, while every channel has filled its
feed with new entries; pages are timed from its first stored channel until it ends, pictures
included. Hub page and front page take turns, and so do idle and busy; the medians of all times
are compared, and the page that suffers most is the one that counts.
"""

import sys
import time
from statistics import median

import running
from bench import REFRESH, Bench
from pages import FRONT, HUB, client
from result import Result

TURNS = 2
IDLE_SECONDS = 8
LOOP = (*REFRESH[:-1], "--loop")
NICE = (
    "import sys; from katrineholm.socialhub.console import main; "
    "from katrineholm.socialhub.refresh import settings; "
    "from katrineholm.socialhub.site.pages import parser_pool; "
    "parser_pool.lower_priority(settings.niceness()); sys.exit(main.main())"
)
ALL = (sys.executable, "-c", NICE, *REFRESH[1:])
TITLES = {HUB: "hub page", FRONT: "front page"}


def measure(bench: Bench) -> list[Result]:
    """The row on pages beside a working worker."""
    folder, port = bench.copy(bench.filled), running.free_port()
    idle, working = {HUB: [], FRONT: []}, {HUB: [], FRONT: []}
    with running.database(folder), running.web(folder, port), client(port) as get:
        for _ in range(20):
            get(HUB), get(FRONT)
        for turn in range(TURNS):
            bench.told("Timing pages beside an idle worker, then beside a working one …")
            _beside_idle(folder, get, idle)
            bench.publish(turn + 1)
            _beside_working(folder, get, working)
    return [_row(idle, working)]


def _beside_idle(folder, get, times):
    with running.process(folder, *LOOP, log="idle.log"):
        # It opens Zope and looks at what is due; then it waits.
        time.sleep(IDLE_SECONDS)
        last = time.monotonic() + IDLE_SECONDS
        _times(get, times, lambda: time.monotonic() < last)


def _beside_working(folder, get, times):
    log = folder / "busy.log"
    before = log.stat().st_size if log.exists() else 0
    with running.process(folder, *ALL, log=log.name) as worker:
        running.until(lambda: b" new, " in log.read_bytes()[before:], worker)
        _times(get, times, lambda: worker.poll() is None)


def _times(get, times, goes_on):
    while goes_on():
        for path in times:
            began = time.perf_counter()
            get(path)
            times[path].append(time.perf_counter() - began)


def _row(idle, working):
    medians = {path: [1000 * median(found[path]) for found in (working, idle)] for path in idle}
    ratios = {path: busy / free for path, (busy, free) in medians.items()}
    worst = max(ratios, key=ratios.get)
    return Result(
        "page time while the worker refreshes 500 channels against an idle worker",
        "{} {:.1f} ms : {:.1f} ms".format(TITLES[worst], *medians[worst]),
        ratios[worst],
        1.5,
        notes=tuple(
            f"{TITLES[path]} {ratios[path]:.2f} × ({len(working[path])} times beside a working one)"
            for path in idle
        ),
    )
