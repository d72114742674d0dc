"""A pool of processes that parse documents and pictures, so that no thread is blocked.

Documents are untrusted: one that takes too much time or memory, or kills its process, costs only
that process and that document. Failures of this machine are reported as ``overloaded``.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Lock
from typing import Any

from ... import logger
from ...core.feeds.errors import FeedError
from .parser_process import REFUSALS, ParserProcess, ParserUnavailable

AUTOGROUP = Path("/proc/self/autogroup")


@dataclass(eq=False)
class ParserPool:
    """A pool of parser processes, which are started when they are first needed.

    A call may use ``seconds`` of processor time, and a process ``memory`` bytes of data. A call is
    given up after ``patience`` seconds of real time.
    """

    processes: int = 2
    seconds: int = 30
    tasks: int = 500  # then a process is replaced, so that its memory is released
    patience: float = 600
    memory: int = 512 * 2**20
    niceness: int = 0

    def __post_init__(self):
        self._lock = Lock()
        self._running = set[ParserProcess]()
        self._closed = False
        self._free = Queue[ParserProcess | None]()
        for _number in range(self.processes):
            self._free.put(None)

    def run(
        self, function: Callable, *args: Any, seconds: int | None = None, files: Sequence[Any] = ()
    ) -> Any:
        """Call a function in another process and return the result, see ``ParserProcess.call``.

        Raise the refusal that the function raises. Raise FeedError with the code ``bad_feed`` if
        the process dies, for example of too much processor time, or ``overloaded`` if there is no
        process or the machine is too busy: then the document may well be valid.
        """
        options = {"seconds": seconds or self.seconds, "patience": self.patience, "files": files}
        parser = self._free.get()
        try:
            parser = self._ready(parser)
            answer = parser.call(function, args, **options)
            parser = self._rested(parser)
        except (EOFError, OSError, ParserUnavailable) as error:
            self._end(parser)
            parser = None
            raise self._refusal(error) from error
        finally:
            self._free.put(parser)
        if isinstance(answer, REFUSALS):
            raise answer
        return answer

    def close(self) -> None:
        """Kill all processes immediately."""
        with self._lock:
            self._closed = True
            running = tuple(self._running)
        for parser in running:
            self._end(parser)

    def _ready(self, parser):
        """Return this process, or a new one if it has ended since its last document."""
        if parser and parser.is_running():
            return parser
        self._end(parser)
        return self._started()

    def _started(self):
        with self._lock:
            if self._closed:
                raise ParserUnavailable("closed")
            parser = ParserProcess(self.memory, self.niceness)
            self._running.add(parser)
        try:
            parser.wait(self.patience)
        except ParserUnavailable:
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


def lower_priority(niceness: int, autogroup: Path = AUTOGROUP) -> None:
    """Lower the priority of this process and its children by ``niceness`` (0 to 19)."""
    os.nice(niceness)
    # If Linux shares the processor among sessions, niceness counts only within one: the session's
    # own, which its leader may set, counts among them (sched(7), autogroup).
    if os.getsid(0) == os.getpid():
        # Optional: the file may be absent or read-only, and the kernel refuses a change that comes
        # too soon after another (EAGAIN).
        with suppress(OSError):
            autogroup.write_text(str(niceness))
