"""Many sources asked at once, each host politely: one at a time and not in haste."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from queue import Empty, Queue, SimpleQueue
from threading import Event, Thread
from time import monotonic
from urllib.parse import urlsplit

from .. import logger
from ..core.feeds.errors import FeedError

THREADS = 16
HELD = 2 * THREADS  # answers waiting to be kept, as many as `_make_room` must be able to let go
BATCH = 16
MOMENT = 0.2  # seconds that a batch is waited for, and until it is seen that the round is to end


def ask_all(
    jobs: Iterable, ask: Callable, *, address: Callable, spacing: float, stop: Event
) -> Iterator[list[tuple]]:
    """Give batches of (job, what ``ask(job)`` returned or the FeedError it raised) as they come.

    Jobs of one host are asked after one another, ``spacing`` seconds apart, and no longer once
    the host says that it is busy. Once ``stop`` is set nothing more is asked or waited for.
    """
    lanes, done, ended = _lanes(jobs, address), Queue(HELD), Event()
    askers = min(THREADS, lanes.qsize())
    work = (lanes, done, partial(answer_of, ask, address), spacing, (ended, stop))
    for _number in range(askers):
        # Daemons: an answer that is still awaited when the worker ends is not needed.
        Thread(target=_work, args=work, daemon=True).start()
    try:
        yield from _batches(done, askers, stop)
    finally:
        ended.set()
        _make_room(done)


def answer_of(ask: Callable, address: Callable, job):
    """What ``ask(job)`` returns, or the FeedError that it raises."""
    try:
        return ask(job)
    except FeedError as error:
        return error
    # The border to strangers: what nobody has thought of costs one source, never the worker.
    except Exception:
        logger.exception("An unforeseen fault at %s", address(job))
        return FeedError("unreadable")


def gathered(batches: Iterable[list], parted: Callable) -> Iterator[tuple[list, list]]:
    """Give the quiet answers of each batch, and the others of several batches together.

    ``parted(batch)`` tells the two apart. To keep many costs the database little more than to keep
    one; but nothing waits for sources that are slow, and then a batch is not full.
    """
    waiting = []
    for batch in batches:
        quiet, others = parted(batch)
        waiting += others
        ready = len(waiting) >= BATCH or len(batch) < BATCH
        yield quiet, waiting if ready else []
        waiting = [] if ready else waiting
    yield [], waiting


def host_of(url: str) -> str:
    """The host that politeness counts by."""
    return urlsplit(url).netloc.lower()


def is_busy(answer) -> bool:
    """Whether the host asked to be left alone: then its other channels wait, too."""
    return isinstance(answer, FeedError) and answer.code == "busy"


def is_put_off(answer) -> bool:
    """Whether this machine could not do its part: that says nothing of the source."""
    return isinstance(answer, FeedError) and answer.code == "overloaded"


def _lanes(jobs, address):
    """The jobs of each host, those of the busiest first: it takes longest."""
    by_host, lanes = {}, SimpleQueue()
    for job in jobs:
        by_host.setdefault(host_of(address(job)), []).append(job)
    for lane in sorted(by_host.values(), key=len, reverse=True):
        lanes.put(lane)
    return lanes


def _batches(done, askers, stop):
    while askers and not stop.is_set():
        ready = _ready(done, askers)
        answered = [each for each in ready if each is not None]
        askers -= len(ready) - len(answered)
        if answered:
            yield answered


def _ready(done, askers):
    """What comes within a moment, a batch at the most: to keep one costs as much as to keep ten."""
    ready: list = []
    end = monotonic() + MOMENT
    with suppress(Empty):
        while len(ready) < BATCH and ready.count(None) < askers:
            ready.append(done.get(timeout=max(0, end - monotonic())))
    return ready


def _make_room(done):
    """Nobody reads any more: let every asker put its last answer down and leave."""
    with suppress(Empty):
        while True:
            done.get_nowait()


def _work(lanes, done, ask, spacing, ends):
    try:
        with suppress(Empty):
            while not _is_over(ends):
                _walk(lanes.get_nowait(), done, ask, spacing, ends)
    finally:
        # The round waits for every asker's farewell, also for that of one that has failed.
        done.put(None)


def _walk(lane, done, ask, spacing, ends):
    for number, job in enumerate(lane):
        if number:
            ends[0].wait(spacing)
        if _is_over(ends):
            return
        answer = ask(job)
        done.put((job, answer))
        if is_busy(answer):
            return


def _is_over(ends):
    return any(end.is_set() for end in ends)
