"""Concurrent requests to many sources, but one at a time for each host."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain, zip_longest
from math import inf
from queue import Empty, Queue, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from .. import logger
from ..core.feeds.errors import FeedError

THREADS = 16
QUEUE_SIZE = (
    2 * THREADS
)  # results waiting to be stored, as many as `_make_room` must be able to drop
BATCH = 16
BATCH_SECONDS = 0.2  # to wait for a batch, and until the end of the round is noticed
HOST_SECONDS = 3  # of a host that has many jobs, before the next host has its turn
NOTHING = object()


def result_batches(
    jobs: Iterable,
    ask: Callable,
    *,
    address: Callable,
    spacing: float,
    stop: Event,
    until: float = inf,
    owner: Callable = lambda job: None,
) -> Iterator[list[tuple]]:
    """Do jobs concurrently, and yield batches of (job, result) as the results arrive.

    A result is the value of ``ask(job)``, or the FeedError that it raised. ``address(job)`` is the
    job's URL. Jobs of the same host run one after another, ``spacing`` seconds apart. If the host
    answers that it is busy, the rest of its jobs are skipped. Once ``stop`` is set, no further job
    starts and no result is awaited. After the time ``until``, as monotonic() counts it, no further
    job starts, but results are awaited. The jobs of each ``owner(job)`` have their turn.
    """
    lanes, ended = _jobs_by_host(jobs, address, owner), Event()
    done: Queue = Queue(QUEUE_SIZE)
    askers = min(THREADS, lanes.qsize())

    def is_over() -> bool:
        return ended.is_set() or stop.is_set() or monotonic() >= until

    ask = partial(result_or_error, ask, address)
    work = (lanes, done, ask, partial(ended.wait, spacing), is_over)
    for _number in range(askers):
        # Daemons: an answer that is still awaited when the worker ends is not needed.
        Thread(target=_run_jobs, args=work, daemon=True).start()
    try:
        yield from _batches(done, askers, stop)
    finally:
        ended.set()
        _empty_queue(done)


def result_or_error(ask: Callable, address: Callable, job: Any) -> Any:
    """Return the value of ``ask(job)``, or the FeedError that it raises."""
    try:
        return ask(job)
    except FeedError as error:
        return error
    # Answers come from strangers: an unforeseen fault costs one source, never the worker.
    except Exception:
        logger.exception("An unforeseen fault at %s", address(job))
        return FeedError("unreadable")


def split_batches(batches: Iterable[list], parted: Callable) -> Iterator[tuple[list, list]]:
    """Yield (quiet, others) for each batch, but collect the others until they fill a batch.

    ``parted(batch)`` splits a batch into these two lists. A transaction for many results costs
    little more than one for a single result. A batch that is not full ends the collecting, as the
    next results may be slow.
    """
    waiting = []
    for batch in batches:
        quiet, others = parted(batch)
        waiting += others
        ready = len(waiting) >= BATCH or len(batch) < BATCH
        yield quiet, waiting if ready else []
        waiting = [] if ready else waiting
    yield [], waiting


def in_turn(groups: Iterable[Iterable]) -> list:
    """Return the items of all groups, one of each after the other."""
    rows = chain.from_iterable(zip_longest(*groups, fillvalue=NOTHING))
    return [each for each in rows if each is not NOTHING]


def url_host(url: str) -> str:
    """Return the host of a URL in lower case, with its port."""
    return urlsplit(url).netloc.lower()


def is_host_busy(answer: Any) -> bool:
    """Return True if the host asked for a pause, so that its other channels wait, too."""
    return isinstance(answer, FeedError) and answer.code == "busy"


def is_postponed(answer: Any) -> bool:
    """Return True if this machine was too busy, which is no failure of the source."""
    return isinstance(answer, FeedError) and answer.code == "overloaded"


def _jobs_by_host(jobs, address, owner):
    """Return a queue of the jobs of each host; that of an owner's first job is in its turn."""
    by_host: dict[str, deque] = defaultdict(deque)
    by_owner: dict[Any, list[deque]] = defaultdict(list)
    for job in in_turn(_grouped(jobs, owner)):
        by_host[url_host(address(job))].append(job)
    # The longest first, since that takes the most time.
    for lane in sorted(by_host.values(), key=len, reverse=True):
        by_owner[owner(lane[0])].append(lane)
    lanes: SimpleQueue = SimpleQueue()
    for lane in in_turn(by_owner.values()):
        lanes.put(lane)
    return lanes


def _grouped(jobs, owner):
    groups = defaultdict(list)
    for job in jobs:
        groups[owner(job)].append(job)
    return groups.values()


def _batches(done, askers, stop):
    while askers and not stop.is_set():
        ready = _next_results(done, askers)
        answered = [each for each in ready if each is not None]
        askers -= len(ready) - len(answered)
        if answered:
            yield answered


def _next_results(done, askers):
    """Return the results of the next BATCH_SECONDS, at most BATCH of them."""
    ready: list = []
    end = monotonic() + BATCH_SECONDS
    with suppress(Empty):
        while len(ready) < BATCH and ready.count(None) < askers:
            ready.append(done.get(timeout=max(0, end - monotonic())))
    return ready


def _empty_queue(done):
    """Empty the queue, so that each thread can put its last result there and end."""
    with suppress(Empty):
        while True:
            done.get_nowait()


def _run_jobs(lanes, done, ask, pause, is_over):
    try:
        with suppress(Empty):
            while not is_over():
                lane = lanes.get_nowait()
                _run_host_jobs(lane, done, ask, pause, is_over)
                if lane:
                    lanes.put(lane)
    finally:
        # The round waits for the None of every thread, also of one that has failed.
        done.put(None)


def _run_host_jobs(lane, done, ask, pause, is_over):
    """Do the first jobs of a host and remove them, or all if the host is busy."""
    end = monotonic() + HOST_SECONDS
    while lane and monotonic() < end and not is_over():
        job = lane.popleft()
        answer = ask(job)
        done.put((job, answer))
        if is_host_busy(answer):
            lane.clear()
        if lane:
            pause()
