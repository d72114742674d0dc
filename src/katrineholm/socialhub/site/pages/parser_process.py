"""A process that parses documents and pictures, and the connection to it."""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Sequence
from multiprocessing import reduction
from typing import Any

from ...core.feeds.errors import FeedError
from ...core.files.table_faults import TableFault
from ...core.sources.download_errors import DownloadError
from .refusals import Refusal

# Forked from a server, not from here: the worker has threads and an open database. The server
# imports the parsing modules once for all processes.
context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(
    [
        "katrineholm.socialhub.core.feeds.source_description",
        "katrineholm.socialhub.core.feeds.picture",
        "katrineholm.socialhub.core.sources.download_transfer",
    ]
)
# Errors of a document: they are answers, no failures of the process.
REFUSALS = (FeedError, DownloadError, TableFault, Refusal)


class ParserUnavailable(Exception):
    """Raised when this machine cannot parse, whatever the document."""


class ParserProcess:
    """A parser process, which may use ``memory`` bytes of data, and the connection to it."""

    def __init__(self, memory: int, niceness: int = 0):
        self.calls = 0
        self._line, there = context.Pipe()
        self._process = context.Process(
            target=serve_calls, args=(there, memory, niceness), daemon=True
        )
        self._process.start()
        there.close()

    def wait(self, patience: float) -> None:
        """Wait until the process has started. Raise ParserUnavailable if it has not in time."""
        try:
            self._next(patience)
        except (EOFError, OSError) as error:
            raise ParserUnavailable("a process has ended before it began") from error

    def call(
        self,
        function: Callable,
        args: Sequence[Any],
        *,
        seconds: int,
        patience: float,
        files: Sequence[Any] = (),
    ) -> Any:
        """Call a function in the process; return its result, or the refusal that it raised.

        It may use ``seconds`` of processor time. With ``files``, the function's first argument is a
        list of their descriptors. Raise EOFError if the process died of the call, OSError or
        ParserUnavailable if it cannot be reached, is killed or does not answer in time.
        """
        self.calls += 1
        self._line.send((function, args, seconds, len(files)))
        try:
            for each in files:
                reduction.send_handle(self._line, each.fileno(), self._process.pid)
            return self._next(patience)
        except (EOFError, ConnectionResetError) as error:
            self._process.join(patience)
            # No document does that, only the kernel when memory runs out, or an operator.
            if self._process.exitcode == -signal.SIGKILL:
                raise ParserUnavailable("a process was killed from outside") from error
            raise EOFError from error

    def is_running(self) -> bool:
        return self._process.is_alive()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()

    def _next(self, patience):
        if not self._line.poll(patience):
            raise ParserUnavailable(f"no answer within {patience} seconds")
        return self._line.recv()


def serve_calls(line: Any, memory: int, niceness: int) -> None:
    """Answer calls until the connection closes. Any exception but a refusal ends this process.

    Signals are ignored, as the process that started this one also ends it.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    os.nice(niceness)
    limit_resource(resource.RLIMIT_DATA, memory)
    line.send(None)
    while True:
        try:
            function, args, seconds, files = line.recv()
        except EOFError:
            return
        files = [reduction.recv_handle(line) for _each in range(files)]
        limit_seconds(seconds)
        try:
            line.send(function(files, *args) if files else function(*args))
        except REFUSALS as error:
            line.send(error)
        finally:
            for each in files:
                os.close(each)


def limit_resource(kind: int, most: int) -> None:
    """Limit a resource of this process, which may always lower its own limits."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def limit_seconds(seconds: int) -> None:
    """Limit this process to ``seconds`` more of processor time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit_resource(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)
