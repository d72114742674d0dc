"""A time limit for requests of the worker to other servers."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """An event like ``threading.Event``, set when the worker stops or time is up."""

    stop: Event
    end: float
    clock: Callable[[], float]

    def is_set(self) -> bool:
        """Return whether to stop asking and waiting."""
        return self.stop.is_set() or self.clock() > self.end
