"""The latest few results of something costly, kept in this process's memory."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class Shelf:
    """``room`` results at most: whatever has not been asked for longest makes place for the new.

    Plone's own cache keeps a thousand for a day, which is too much of what is large and soon old.
    """

    def __init__(self, room: int):
        self.room = room
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], object]):
        """What is kept for a key, else what ``make`` gives, which may not be changed."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self.room:
                self._kept.popitem(last=False)
        return made
