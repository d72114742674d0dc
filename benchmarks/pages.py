"""Requests per second of pages, against plain pages of the same site.

A waitress server of its own, asked anonymously over HTTP by one client that keeps its connection;
pages take turns, and the ratio is the median of the turns'. The site has 500 channels, all of
them retrieved; the feed portlet shows ten entries of 100 of them.
"""

import http.client
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median

import running
from bench import Bench
from result import Result

HUB = "sociala-medier"
WITH, WITHOUT, ALL = "med-portlet", "utan-portlet", "med-fyra-portletar"
FRONT = ""
ROUNDS = 40
SECONDS = 0.4


def measure(bench: Bench) -> list[Result]:
    """The rows on the portlets and the hub page."""
    folder, port = bench.filled, running.free_port()
    with running.database(folder), running.web(folder, port), client(port) as get:
        bench.told("Asking for pages in turns …")
        speeds = _speeds(get, (WITH, WITHOUT, ALL, HUB, FRONT))
    return [
        _row(
            "page with the feed portlet against the same page without", 0.9, speeds, WITH, WITHOUT
        ),
        _row(
            "page with all four portlets against the same page without", 0.85, speeds, ALL, WITHOUT
        ),
        _row("hub page against the plain front page", 0.7, speeds, HUB, FRONT),
    ]


@contextmanager
def client(port: int, **headers: str) -> Iterator:
    """Gives what gets a page of the site, by its path, over one connection."""
    connection = http.client.HTTPConnection("localhost", port, timeout=60)

    def get(path):
        connection.request("GET", f"/{running.SITE}/{path}".rstrip("/"), headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return body

    try:
        yield get
    finally:
        connection.close()


def _speeds(get, paths: Sequence[str]) -> list[dict]:
    """Requests per second of each page, in each round."""
    for path in paths * 5:
        get(path)
    return [{path: speed(get, path) for path in paths} for _ in range(ROUNDS)]


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
