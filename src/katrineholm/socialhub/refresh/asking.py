"""Many sources asked at once, each host politely: one at a time and not in haste."""

from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Queue, SimpleQueue
from threading import Event, Thread
from urllib.parse import urlsplit

from ..feeds.errors import FeedError

THREADS = 16
HELD = 64  # outcomes waiting to be kept; then the askers wait
BATCH = 16


def ask_all(
    jobs: Iterable,
    ask: Callable,
    *,
    address: Callable = lambda job: job.feed_url,
    spacing: float = 1.0,
    stop: Event,
) -> Iterator[list[tuple]]:
    """Give batches of (job, what ``ask(job)`` returned) as they come, in no certain order.

    Jobs of one host are asked after one another, ``spacing`` seconds apart. Once ``stop`` is set
    no further job is begun. What ``ask`` raises is raised here.
    """
    lanes, done = SimpleQueue(), Queue(HELD)
    by_host = _by_host(jobs, address)
    for lane in by_host:
        lanes.put(lane)
    askers = min(THREADS, len(by_host))
    for _number in range(askers):
        # Daemons: an answer that is still awaited when the worker ends is not needed.
        Thread(target=_work, args=(lanes, done, ask, spacing, stop), daemon=True).start()
    while askers:
        answered = []
        for job, outcome, fault in _drain(done):
            if fault:
                raise fault
            if job is None:
                askers -= 1
            else:
                answered.append((job, outcome))
        if answered:
            yield answered


def host_of(url: str) -> str:
    """The host that politeness counts by."""
    return urlsplit(url).netloc.lower()


def is_busy(outcome) -> bool:
    """Whether the host asked to be left alone: then its other channels wait, too."""
    error = getattr(outcome, "error", None)
    return isinstance(error, FeedError) and error.code == "busy"


def _by_host(jobs, address):
    lanes = {}
    for job in jobs:
        lanes.setdefault(host_of(address(job)), []).append(job)
    return sorted(lanes.values(), key=len, reverse=True)


def _drain(done):
    """What is ready, at least one: nobody waits for a full batch."""
    ready = [done.get()]
    while len(ready) < BATCH:
        try:
            ready.append(done.get_nowait())
        except Empty:
            break
    return ready


def _work(lanes, done, ask, spacing, stop):
    fault = None
    try:
        while not stop.is_set():
            _walk(lanes.get_nowait(), done, ask, spacing, stop)
    except Empty:
        pass
    except Exception as error:  # raised again by the one who waits
        fault = error
    done.put((None, None, fault))


def _walk(lane, done, ask, spacing, stop):
    for number, job in enumerate(lane):
        if stop.wait(spacing) if number else stop.is_set():
            return
        outcome = ask(job)
        done.put((job, outcome, None))
        if is_busy(outcome):
            return
