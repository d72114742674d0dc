"""A visitor's page beside those who send files that are made to hold the site up.

Four send forty downloads and pictures as the office. A visitor with a cookie, for whom the page is
made anew, asks for the hub: alone, and beside them. Memory is that of the site's own process.
"""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from statistics import median, quantiles

import hostile_files
import memory
import requests
import running
from bench import Bench
from pages import HUB, client
from result import Result

CHANNEL = f"{running.SITE}/{HUB}/forvaltning-0/kanal-0"
FILES, SENDERS = 40, 4
CHANNELS, ALONE = 20, 200  # of the site, and pages that are asked for alone
JSON = {"Accept": "application/json", "Content-Type": "application/json"}


def measure(bench: Bench) -> list[Result]:
    """The rows on the page and on memory."""
    folder, port = bench.copy(bench.made_with(CHANNELS)), running.free_port()
    with (
        running.database(folder),
        running.web(folder, port) as web,
        client(port, Cookie="consent=1") as get,
        ThreadPoolExecutor(SENDERS) as senders,
    ):
        _send(port, 0)  # what reads them has begun
        bench.told("Asking for the hub alone …")
        alone = [_seconds(get) for _ in range(ALONE)]
        before = memory.peaks(web.pid)[0]
        bench.told("Asking for it beside forty hostile files …")
        sent = [senders.submit(_send, port, number) for number in range(FILES)]
        beside = _until(sent, get)
        grown = memory.peaks(web.pid)[0] - before
    answers = Counter(each.result() for each in sent)
    return [_page(alone, beside, answers), _memory(grown)]


def _send(port: int, number: int) -> int:
    """Send one of the files, a picture each third time; the answer's status."""
    url, found = f"http://localhost:{port}/{CHANNEL}", hostile_files.downloads()
    how = {"auth": (running.OFFICER, running.PASSWORD), "timeout": 600}
    if number % 3 == 2:
        body = hostile_files.picture()
        return requests.post(f"{url}/@entries", data=body, headers=JSON, **how).status_code
    file = found[(number - number // 3) % len(found)]
    service, accept = f"{url}/@import-download", {"Accept": JSON["Accept"]}
    return requests.post(service, files={"file": file}, headers=accept, **how).status_code


def _until(sent: list[Future], get: Callable) -> list[float]:
    found = []
    while wait(sent, timeout=0).not_done:
        found.append(_seconds(get))
    return found


def _seconds(get: Callable) -> float:
    began = time.perf_counter()
    get(HUB)
    return time.perf_counter() - began


def _page(alone, beside, answers):
    slowest = quantiles(beside, n=100)[94]
    told = ", ".join(f"{number} × {status}" for status, number in sorted(answers.items()))
    return Result(
        f"the hub beside {FILES} hostile files against alone",
        f"{median(beside) * 1000:.0f} : {median(alone) * 1000:.0f} ms",
        median(beside) / median(alone),
        2,
        notes=(f"95 of 100 within {slowest * 1000:.0f} ms, answers {told}",),
    )


def _memory(grown):
    return Result("memory of the site's process beside them", "", grown, 60, unit="MB more")
