"""A time limit for requests of the worker to other servers."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A replacement for ``threading.Event``, set when the worker stops or the time is up."""

    stop: Event
    end: float
    clock: Callable[[], float]

    def is_set(self) -> bool:
        """Return whether the worker has stopped or the time is up."""
        return self.stop.is_set() or self.clock() > self.end
