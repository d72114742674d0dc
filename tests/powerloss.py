"""The power is lost at some write of a database, for the tests of what is left then."""

from zope.interface import directlyProvides, providedBy


class PowerLoss(Exception):
    """The machine stops."""


def lose_power(connection, write):
    """Stop at the write of this number (1 is the first), in memory or on its way to the disk.

    Gives a function that tells how many writes are left until then.
    """
    left = [write]

    def counted(original):
        def call(*given):
            left[0] -= 1
            if left[0] == 0:
                raise PowerLoss
            return original(*given)

        return call

    connection.register = counted(connection.register)
    connection._storage = CountedStorage(connection._storage, counted)
    return lambda: left[0]


class CountedStorage:
    """A connection's storage, of which each store is counted."""

    def __init__(self, storage, counted):
        self._storage = storage
        directlyProvides(self, providedBy(storage))
        for name in ("store", "storeBlob", "tpc_vote", "tpc_finish"):
            setattr(self, name, counted(getattr(storage, name)))

    def __getattr__(self, name):
        return getattr(self._storage, name)
