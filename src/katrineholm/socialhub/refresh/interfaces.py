"""What other rooms may add to the worker."""

from zope.interface import Attribute, Interface


class IChore(Interface):
    """What else the worker does now and then: a named utility.

    A fault costs this chore and this run only, and the fault of an item only that item: go through
    them with ``faults.visit`` and its neighbours. It must not hold a transaction while it waits
    for another server, must write with ``worker.write`` and, if it takes minutes, call
    ``worker.beat()`` and look at ``worker.stop`` meanwhile.
    """

    every = Attribute("Seconds between two runs; from an hour on they outlast a restart.")

    def __call__(worker):
        """Do it, with a ``refresh.worker.Worker``."""
