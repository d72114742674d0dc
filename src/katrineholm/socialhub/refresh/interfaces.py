"""The interfaces of chores and metrics, which any room can register."""

from zope.interface import Attribute, Interface


class IChore(Interface):
    """A chore of the worker, registered as a named utility.

    An exception ends only this run of this chore, or the work on one item if the chore visits its
    items with the functions of ``faults``. A chore must not hold a transaction open while it waits
    for another server. It must write with ``Worker.write`` and, if it takes minutes, call
    ``Worker.beat`` and check ``Worker.stop``.
    """

    every = Attribute("Seconds between two runs; from an hour on they outlast a restart.")

    def __call__(worker):
        """Do the chore, with a ``refresh.worker.Worker``."""

    def end():
        """End the chore's threads, which would keep the process from ending."""


class IMetrics(Interface):
    """A named utility with metrics of a hub, for the page ``@@socialhub-metrics``.

    It is called for each hub of the database several times a minute, so it must read little, and
    it must not write. An exception costs only its own samples.
    """

    def __call__(hub, now: int):
        """Return samples (``exposition.Sample``); ``now`` is in seconds since 1970."""
