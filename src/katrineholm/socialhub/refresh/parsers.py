"""Processes that read documents and pictures, so that the worker's own thread is never held.

A document is a stranger's: one that takes too long or kills its process costs that process and
that document only. What this machine cannot do is no fault of the document: it is ``overloaded``.
"""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Queue
from threading import Lock

from .. import logger
from ..feeds.errors import FeedError

SECONDS = 30
PATIENCE = 600
PROCESSES = 2
TASKS = 500  # then a process is replaced, so that what it gathered is given back

AUTOGROUP = Path("/proc/self/autogroup")

# Spawned, not forked: the worker has threads and an open database.
context = multiprocessing.get_context("spawn")


class Unable(Exception):
    """This machine could not do what was asked, whatever the document may be."""


class Parsers:
    """Processes that are started when they are first needed.

    One call may use ``seconds`` of processor time. How long that takes is the machine's matter:
    after ``patience`` seconds it is given up.
    """

    def __init__(
        self,
        processes: int = PROCESSES,
        seconds: int = SECONDS,
        tasks: int = TASKS,
        patience: float = PATIENCE,
    ):
        self.processes = processes
        self.seconds = seconds
        self.tasks = tasks
        self.patience = patience
        self._lock = Lock()
        self._running = set()
        self._closed = False
        self._free = Queue()
        for _number in range(processes):
            self._free.put(None)

    def run(self, function: Callable, *args):
        """Call a module's function in another process.

        Raises the FeedError that the function raises; ``bad_feed`` where the process dies of it,
        also of using too much of the processor; and ``overloaded`` where there is no process for
        it or the machine is too busy: then the document may well be a good one.
        """
        parser = self._free.get()
        try:
            parser = self._ready(parser)
            answer = parser.call(function, args, self.patience)
            parser = self._rested(parser)
        except (EOFError, OSError, Unable) as error:
            self._end(parser)
            parser = None
            raise self._refusal(error) from error
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

    def _ready(self, parser):
        """This process, or a new one where it has ended since its last document."""
        if parser and parser.is_running():
            return parser
        self._end(parser)
        return self._started()

    def _started(self):
        with self._lock:
            if self._closed:
                raise Unable("closed")
            parser = Parser(self.seconds)
            self._running.add(parser)
        try:
            parser.wait(self.patience)
        except Unable:
            self._end(parser)
            raise
        return parser

    def _refusal(self, error):
        if isinstance(error, EOFError) and not self._closed:
            return FeedError("bad_feed")
        logger.warning("No process could read a document: %r", error)
        return FeedError("overloaded")

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

    def __init__(self, seconds: int):
        self.calls = 0
        self._line, there = context.Pipe()
        self._process = context.Process(target=serve, args=(there, seconds), daemon=True)
        self._process.start()
        there.close()

    def wait(self, patience):
        """Until it has started; raises Unable where it does not."""
        try:
            self._next(patience)
        except (EOFError, OSError) as error:
            raise Unable("a process has ended before it began") from error

    def call(self, function, args, patience):
        """What the function returned or the FeedError it raised; EOFError if its process died.

        Raises OSError or Unable where the process is not reached or does not come to an end.
        """
        self.calls += 1
        self._line.send((function, args))
        try:
            return self._next(patience)
        except (EOFError, ConnectionResetError) as error:
            self._process.join(patience)
            # No document does that: it is what a machine without memory does, or an operator.
            if self._process.exitcode == -signal.SIGKILL:
                raise Unable("a process was killed from outside") from error
            raise EOFError from error

    def is_running(self):
        return self._process.is_alive()

    def kill(self):
        self._process.kill()
        self._process.join()

    def _next(self, patience):
        if not self._line.poll(patience):
            raise Unable(f"no answer within {patience} seconds")
        return self._line.recv()


def serve(line, seconds: int) -> None:
    """Do what the worker asks until it hangs up; any fault but a FeedError is this process's end.

    Signals are for the worker: it ends its processes itself.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    line.send(None)
    while True:
        try:
            function, args = line.recv()
        except EOFError:
            return
        allow(seconds)
        try:
            line.send(function(*args))
        except FeedError as error:
            line.send(error)


def allow(seconds: int) -> None:
    """Let this process use so much more of the processor, and then be ended by the system."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    ends = int(used.ru_utime + used.ru_stime) + 1 + seconds
    if most != resource.RLIM_INFINITY:
        ends = min(ends, most)
    resource.setrlimit(resource.RLIMIT_CPU, (ends, most))


def be_nice(niceness: int, autogroup: Path = AUTOGROUP) -> None:
    """Let pages come first: the worker and its processes step back by so much (0 to 19)."""
    os.nice(niceness)
    # Where Linux shares the processor among sessions, niceness counts within one only: the
    # session's own, which its leader may set, counts among them (sched(7), autogroup).
    if os.getsid(0) == os.getpid():
        # A courtesy, not a condition: the file may be absent, read-only or not ours to write, and
        # the kernel refuses a change that comes too soon after another (EAGAIN).
        with suppress(OSError):
            autogroup.write_text(str(niceness))
