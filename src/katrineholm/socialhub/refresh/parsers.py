"""Processes that read documents and pictures, so that the worker's own thread is never held.

A document is a stranger's: one that takes too long or kills its process costs that process only.
"""

import multiprocessing
import os
from multiprocessing import TimeoutError
from threading import Lock

from ..feeds.errors import FeedError

SECONDS = 60
PROCESSES = 2
TASKS = 500  # then a process is replaced, so that what it gathered is given back


class Parsers:
    """A pool that starts when it is first needed."""

    def __init__(self, processes: int = PROCESSES, seconds: float = SECONDS):
        self.processes = processes
        self.seconds = seconds
        self._pool = None
        self._lock = Lock()

    def run(self, function, *args):
        """Call a module's function in another process; raises FeedError if it takes too long."""
        pool = self._started()
        try:
            return pool.apply_async(function, args).get(self.seconds)
        except TimeoutError as error:
            self._replace(pool)
            raise FeedError("too_slow", seconds=self.seconds) from error

    def close(self):
        """End every process at once."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool:
            pool.terminate()

    def _started(self):
        with self._lock:
            if self._pool is None:
                # Spawned, not forked: the worker has threads and an open database.
                self._pool = multiprocessing.get_context("spawn").Pool(
                    self.processes, maxtasksperchild=TASKS
                )
            return self._pool

    def _replace(self, pool):
        with self._lock:
            if self._pool is pool:
                self._pool = None
                pool.terminate()


def be_nice():
    """Let pages come first: the worker and its processes take what is left of the machine."""
    os.nice(19)
