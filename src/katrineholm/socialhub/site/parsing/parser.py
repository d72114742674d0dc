"""One process that reads documents and pictures, and the line to it."""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Sequence
from multiprocessing import reduction
from typing import Any

from ...core.downloads.faults import DownloadFault
from ...core.feeds.errors import FeedError
from ...core.tables.faults import TableFault
from ..forms.refusals import Refusal

# Forked from a server of their own, not from here: the worker has threads and an open database.
# What reads documents is imported there, once for all.
context = multiprocessing.get_context("forkserver")
CORE = f"{__package__.removesuffix('.site.parsing')}.core"
context.set_forkserver_preload(
    [f"{CORE}.{name}" for name in ("feeds.described", "feeds.picture", "downloads.transfer")]
)
# What is wrong with a document: an answer, and no fault of the process.
REFUSALS = (FeedError, DownloadFault, TableFault, Refusal)


class Unable(Exception):
    """This machine could not do what was asked, whatever the document may be."""


class Parser:
    """One process and the line to it; it may have so many bytes of data (``memory``)."""

    def __init__(self, memory: int, niceness: int = 0):
        self.calls = 0
        self._line, there = context.Pipe()
        self._process = context.Process(target=serve, args=(there, memory, niceness), daemon=True)
        self._process.start()
        there.close()

    def wait(self, patience):
        """Until it has started; raises Unable where it does not."""
        try:
            self._next(patience)
        except (EOFError, OSError) as error:
            raise Unable("a process has ended before it began") from error

    def call(
        self,
        function: Callable,
        args: Sequence[Any],
        *,
        seconds: int,
        patience: float,
        files: Sequence[Any] = (),
    ):
        """What the function returned or the refusal it raised; EOFError if its process died.

        It may use ``seconds`` of processor time. With ``files`` its first argument is a list of
        their descriptors. Raises OSError or Unable where the process is not reached or does not
        come to an end.
        """
        self.calls += 1
        self._line.send((function, args, seconds, len(files)))
        try:
            for each in files:
                reduction.send_handle(self._line, each.fileno(), self._process.pid)
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


def serve(line, memory: int, niceness: int) -> None:
    """Do what is asked until the line is hung up; any fault but a refusal is this process's end.

    Signals are for whoever has started it, and ends it itself.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    os.nice(niceness)
    allow(resource.RLIMIT_DATA, memory)
    line.send(None)
    while True:
        try:
            function, args, seconds, files = line.recv()
        except EOFError:
            return
        files = [reduction.recv_handle(line) for _each in range(files)]
        allow_seconds(seconds)
        try:
            line.send(function(files, *args) if files else function(*args))
        except REFUSALS as error:
            line.send(error)
        finally:
            for each in files:
                os.close(each)


def allow(kind: int, most: int) -> None:
    """Let this process have no more of something; nobody is asked for the right to less."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def allow_seconds(seconds: int) -> None:
    """Let this process use so much more of the processor, and then be ended by the system."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allow(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)
