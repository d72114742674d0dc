"""A limit to how long the worker's own work waits for the servers of others."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event


@dataclass(frozen=True, slots=True)
class Until:
    """Set when the worker is to stop, or when time is up: as a ``threading.Event`` is."""

    stop: Event
    end: float
    clock: Callable[[], float]

    def is_set(self) -> bool:
        """Whether nothing more is to be asked or waited for."""
        return self.stop.is_set() or self.clock() > self.end
