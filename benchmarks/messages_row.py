"""Messages: the list's first page, a search, and the memory of their verification.

All are asked by a logged-in officer of the office. Two web servers take turns with the list, on the
same site with 1,000 messages and with 100,000; the search is asked of the latter, over REST.
"""

import json
import sys
import time
from contextlib import ExitStack
from statistics import median, quantiles
from urllib.parse import urlencode

import running
import said
from bench import Bench
from pages import HUB, client, speed
from register import login
from result import Result

FEW, MANY = 1_000, 100_000
CHANNELS = 50
ROUNDS = 30
LIST, FOUND = f"{HUB}/@@messages", f"{HUB}/@messages"
TURNS = 15  # of all searches
INDEX = (str(running.BIN / "socialhub"), "index", "--site", running.SITE)
VERIFY = (str(running.BIN / "socialhub"), "verify-log", "--site", running.SITE)


def measure(bench: Bench) -> list[Result]:
    """The rows on the list's first page, on searches, and on the memory of verify-log."""
    folders = [_with_messages(bench, number) for number in (FEW, MANY)]
    seconds = _indexed(bench, folders)
    return [
        _first_page(bench, folders),
        _search(bench, folders[1], seconds),
        _memory(bench, folders),
    ]


def _first_page(bench, folders):
    with ExitStack() as stack:
        gets = [_officer(stack, folder) for folder in folders]
        bench.told("Asking for the list of messages in turns …")
        for get in gets * 5:
            get(LIST)
        speeds = [tuple(speed(get, LIST) for get in gets) for _ in range(ROUNDS)]
    few, many = (1000 / median(found) for found in zip(*speeds, strict=True))
    return Result.of(
        f"first page of {MANY:,} messages against {FEW:,}",
        f"{many:.1f} ms : {few:.1f} ms",
        [small / large for small, large in speeds],
        1.3,
    )


def _indexed(bench, folders):
    """The seconds that it took to make each index anew."""
    bench.told("Making the indexes …")
    seconds = []
    for folder in folders:
        with running.database(folder):
            began = time.monotonic()
            running.run(folder, *INDEX)
            seconds.append(time.monotonic() - began)
    return seconds


def _search(bench, folder, seconds):
    """The slowest of twenty searches: what is common and what is seldom, in turns."""
    paths = [f"{FOUND}?{urlencode(each)}" for each in said.searches(MANY)]
    with ExitStack() as stack:
        get = _officer(stack, folder, Accept="application/json")
        bench.told("Searching …")
        first = [_milliseconds(get, path) for path in paths]
        times = [_milliseconds(get, path) for _turn in range(TURNS) for path in paths]
        sizes = [json.loads(get(path))["items_total"] for path in paths]
    p95 = quantiles(times, n=20)[-1]
    return Result(
        f"search among {MANY:,} messages, 95th percentile",
        f"median {median(times):.0f} ms, longest {max(times):.0f} ms",
        p95,
        150,
        unit="ms",
        notes=(
            f"{len(paths)} searches, which find from {min(sizes):,} to {max(sizes):,} messages",
            f"with nothing in memory the longest took {max(first):.0f} ms",
            f"the index was made anew in {seconds[1]:.0f} s",
        ),
    )


def _memory(bench, folders):
    bench.told("Verifying …")
    few, many = (_peak(folder) for folder in folders)
    return Result(
        f"peak memory of verify-log over {MANY:,} messages against {FEW:,}",
        f"{many:.0f} MB : {few:.0f} MB",
        many / few,
        1.2,
    )


def _peak(folder):
    with running.database(folder):
        return running.peak(folder, *VERIFY)


def _milliseconds(get, path):
    began = time.perf_counter()
    get(path)
    return 1000 * (time.perf_counter() - began)


def _with_messages(bench, number):
    bench.told(f"Letting {number:,} messages come in …")
    folder = bench.copy(bench.made_with(CHANNELS))
    running.run(folder, sys.executable, str(running.HERE / "messaged.py"), str(number))
    return folder


def _officer(stack, folder, **headers):
    port = running.free_port()
    stack.enter_context(running.database(folder))
    stack.enter_context(running.web(folder, port))
    return stack.enter_context(client(port, **login(port), **headers))
