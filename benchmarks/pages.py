"""Requests per second of pages, against plain pages of the same site.

A waitress server of its own, asked anonymously over HTTP by one client that keeps its connection;
pages take turns, and the medians of the turns are compared. The site has 500 channels, all of
them retrieved; the portlet shows ten entries of 100 of them.
"""

import http.client
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median

import running
from bench import Bench
from result import Result

HUB = "sociala-medier"
WITH, WITHOUT = "med-portlet", "utan-portlet"
FRONT = ""
ROUNDS = 9
SECONDS = 1.5


def measure(bench: Bench) -> list[Result]:
    """The rows on the portlet and the hub page."""
    folder, port = bench.filled, running.free_port()
    with running.database(folder), running.web(folder, port), client(port) as get:
        bench.told("Asking for pages in turns …")
        speeds = _speeds(get, (WITH, WITHOUT, HUB, FRONT))
    return [
        _row(
            "page with the feed portlet against the same page without", 0.9, speeds, WITH, WITHOUT
        ),
        _row("hub page against the plain front page", 0.7, speeds, HUB, FRONT),
    ]


@contextmanager
def client(port: int) -> Iterator:
    """Gives what gets a page of the site, by its path, over one connection."""
    connection = http.client.HTTPConnection("localhost", port, timeout=60)

    def get(path):
        connection.request("GET", f"/{running.SITE}/{path}".rstrip("/"))
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return body

    try:
        yield get
    finally:
        connection.close()


def _speeds(get, paths: Sequence[str]) -> dict:
    """Requests per second of each page, the median of the rounds."""
    for path in paths * 5:
        get(path)
    rounds = [{path: _speed(get, path) for path in paths} for _ in range(ROUNDS)]
    return {path: median(round[path] for round in rounds) for path in paths}


def _speed(get, path):
    began, asked = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        get(path)
        asked += 1
    return asked / (time.perf_counter() - began)


def _row(what, demand, speeds, page, other):
    speed, plain = speeds[page], speeds[other]
    figures = f"{speed:.1f} : {plain:.1f} requests/s"
    return Result(what, figures, speed / plain, demand, at_most=False)
