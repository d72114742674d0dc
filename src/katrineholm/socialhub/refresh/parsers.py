"""Processes that read documents and pictures, so that the worker's own thread is never held.

A document is a stranger's: one that takes too long or kills its process costs that process and
that document only.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Queue
from threading import Lock

from ..feeds.errors import FeedError

SECONDS = 60
PROCESSES = 2
TASKS = 500  # then a process is replaced, so that what it gathered is given back

AUTOGROUP = Path("/proc/self/autogroup")

# Spawned, not forked: the worker has threads and an open database.
context = multiprocessing.get_context("spawn")


class Parsers:
    """Processes that are started when they are first needed; ``seconds`` is for one call."""

    def __init__(self, processes: int = PROCESSES, seconds: float = SECONDS, tasks: int = TASKS):
        self.processes = processes
        self.seconds = seconds
        self.tasks = tasks
        self._lock = Lock()
        self._running = set()
        self._closed = False
        self._free = Queue()
        for _number in range(processes):
            self._free.put(None)

    def run(self, function: Callable, *args):
        """Call a module's function in another process.

        Raises the FeedError that the function raises, and ``bad_feed`` where it does not come
        to an end: it takes too long, or its process dies.
        """
        parser = self._free.get()
        try:
            parser = parser or self._started()
            answer = parser.call(function, args, self.seconds)
            parser = self._rested(parser)
        except (EOFError, OSError) as error:
            self._end(parser)
            parser = None
            raise FeedError("bad_feed") from error
        finally:
            self._free.put(parser)
        if isinstance(answer, FeedError):
            raise answer
        return answer

    def close(self):
        """End every process at once."""
        with self._lock:
            self._closed = True
            running = tuple(self._running)
        for parser in running:
            self._end(parser)

    def _started(self):
        with self._lock:
            if self._closed:
                raise EOFError
            parser = Parser()
            self._running.add(parser)
            return parser

    def _rested(self, parser):
        if parser.calls < self.tasks:
            return parser
        self._end(parser)
        return None

    def _end(self, parser):
        if parser:
            parser.kill()
            self._running.discard(parser)


class Parser:
    """One process and the line to it."""

    def __init__(self):
        self.calls = 0
        self._line, there = context.Pipe()
        self._process = context.Process(target=serve, args=(there,), daemon=True)
        self._process.start()
        there.close()

    def call(self, function, args, seconds):
        """What the function returned or the FeedError it raised; EOFError if neither comes."""
        self.calls += 1
        self._line.send((function, args))
        if not self._line.poll(seconds):
            raise EOFError
        return self._line.recv()

    def kill(self):
        self._process.kill()
        self._process.join()


def serve(line) -> None:
    """Do what the worker asks until it hangs up; any fault but a FeedError is this process's end.

    Signals are for the worker: it ends its processes itself.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    while True:
        try:
            function, args = line.recv()
        except EOFError:
            return
        try:
            line.send(function(*args))
        except FeedError as error:
            line.send(error)


def be_nice(autogroup: Path = AUTOGROUP) -> None:
    """Let pages come first: the worker and its processes take what is left of the machine."""
    os.nice(19)
    # Where Linux shares the processor among sessions, niceness counts within one only: the
    # session's own, which its leader may set, counts among them (sched(7), autogroup).
    if os.getsid(0) == os.getpid():
        # A courtesy, not a condition: the file may be absent, read-only or not ours to write, and
        # the kernel refuses a change that comes too soon after another (EAGAIN).
        with suppress(OSError):
            autogroup.write_text("19")
