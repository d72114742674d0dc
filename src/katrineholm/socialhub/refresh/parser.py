"""One process that reads documents and pictures, and the line to it."""

import multiprocessing
import resource
import signal

from ..core.feeds.errors import FeedError

# Forked from a server of their own, not from here: the worker has threads and an open database.
# What reads documents is imported there, once for all.
context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload([f"{__package__}.parsing"])


class Unable(Exception):
    """This machine could not do what was asked, whatever the document may be."""


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
