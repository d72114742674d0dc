"""Requests per second of the server's processor, against plain pages of the same site.

A waitress server of its own, asked anonymously over HTTP by one client that keeps its connection;
pages take turns, and the ratio is the median of the turns'. The site has 500 channels, all of
them retrieved, and wears the add-on's theme; the feed portlet shows ten entries of 100 of them. A
visitor with a cookie has the hub's page made anew. Another load on the machine tells little on the
processor's own time.
"""

import http.client
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from statistics import median

import running
from bench import Bench
from result import Result

HUB = "sociala-medier"
WITH, WITHOUT, ALL = "med-portlet", "utan-portlet", "med-fyra-portletar"
FRONT = ""
ANEW = "made anew"
ROUNDS = 20
TOGETHER = 25  # requests in a turn
SECONDS = 0.4
TICK = os.sysconf("SC_CLK_TCK")


def measure(bench: Bench) -> list[Result]:
    """The rows on the portlets and the hub page."""
    folder, port = bench.filled, running.free_port()
    clients = client(port), client(port, Cookie="consent=1")
    with running.database(folder), running.web(folder, port) as web, ExitStack() as stack:
        get, anew = map(stack.enter_context, clients)
        bench.told("Asking for pages in turns …")
        asked = {path: partial(get, path) for path in (WITH, WITHOUT, ALL, HUB, FRONT)}
        speeds = _speeds(asked | {ANEW: partial(anew, HUB)}, web.pid)
    return [
        _row(
            "page with the feed portlet against the same page without", 0.97, speeds, WITH, WITHOUT
        ),
        _row(
            "page with all four portlets against the same page without", 0.85, speeds, ALL, WITHOUT
        ),
        _row("hub page against the plain front page", 1.0, speeds, HUB, FRONT),
        _row("hub page, made anew, against the plain front page", 0.75, speeds, ANEW, FRONT),
    ]


@contextmanager
def client(port: int, root: str = f"/{running.SITE}", **headers: str) -> Iterator:
    """Gives what gets a page of the site, by its path below the root, over one connection."""
    connection = http.client.HTTPConnection("localhost", port, timeout=60)

    def get(path):
        connection.request("GET", f"{root}/{path}".rstrip("/"), headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return body

    try:
        yield get
    finally:
        connection.close()


def _speeds(asked: Mapping[str, Callable], pid: int) -> list[dict]:
    """Requests per second of a process's own time, by page, in each round."""
    for ask in [*asked.values()] * 5:
        ask()
    return [{page: _frugality(ask, pid) for page, ask in asked.items()} for _ in range(ROUNDS)]


def _frugality(ask, pid):
    began = _spent(pid)
    for _ in range(TOGETHER):
        ask()
    return TOGETHER / max(_spent(pid) - began, 1 / TICK)


def _spent(pid):
    """Seconds of the processor that a process has had (proc_pid_stat(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def speed(get: Callable, path: str) -> float:
    """Requests per second of a page, asked for one after another for a while."""
    began, asked = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        get(path)
        asked += 1
    return asked / (time.perf_counter() - began)


def _row(what, demand, speeds, page, other):
    """The ratio is taken within each round, so that another load on the machine tells less."""
    speed, plain = (median(each[path] for each in speeds) for path in (page, other))
    figures = f"{speed:.1f} : {plain:.1f} requests/s"
    ratios = [each[page] / each[other] for each in speeds]
    return Result.of(what, figures, ratios, demand, at_most=False)
