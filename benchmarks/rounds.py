"""The worker's rounds, in a Zope process of their own on the running database.

``python rounds.py`` in an instance folder takes orders. Nothing heavy is imported at the top:
the processes that the worker starts import this module, too.
"""

import os
import time
from collections import Counter

import memory
from servant import serve

SITE = "katrineholm"
LATER = 3600  # seconds; more than every channel's interval, and than a heartbeat


def main() -> None:
    """Open the site and do rounds until the orders end."""
    from katrineholm.socialhub.console.site import open_site

    with open_site("etc/zope.conf", SITE) as site:
        rounds = Rounds(site)
        serve(
            {
                "start": rounds.start,
                "refresh": rounds.refresh,
                "later": rounds.later,
                "due": rounds.due,
                "round": rounds.round,
                "used": rounds.used,
                "memory": lambda: memory.peaks(os.getpid()),
            }
        )


class Rounds:
    """One worker and its rounds; ``ahead`` is how far its clock is set forward."""

    def __init__(self, site):
        from katrineholm.socialhub.refresh.lease import Lease
        from katrineholm.socialhub.refresh.worker import Worker

        self.ahead = 0
        lease = Lease(site._p_jar.db())
        self.worker = Worker(site, lease=lease, clock=lambda: time.time() + self.ahead)
        self.worker.take_lease()

    def start(self) -> None:
        """Have the parser processes running, as they are in a worker that has worked before."""
        for _ in range(2 * self.worker.parsers.processes):
            self.worker.parsers.run(time.sleep, 0.5)

    def refresh(self) -> tuple[float, dict]:
        """Ask every channel: seconds until all is committed, and how many had which status."""
        from katrineholm.socialhub.accounts.channels.facts import official_channels

        return self._timed(official_channels(self.worker.site))

    def later(self) -> tuple[float, dict]:
        """An hour later: what is due then, and the heartbeat that is due then, too."""
        self.ahead += LATER
        return self._timed(self.worker.due())

    def due(self, later: int) -> tuple[float, int]:
        """So many seconds later: seconds until it is known what is due, and how much is."""
        self.ahead += later
        began = time.perf_counter()
        due = len(self.worker.due())
        return time.perf_counter() - began, due

    def round(self) -> tuple[float, dict]:
        """A round of what is due, as the loop does it."""
        statuses = Counter()
        began = time.perf_counter()
        self.worker.round(lambda facts, result: statuses.update([result.status]))
        self.worker.beat()
        return time.perf_counter() - began, statuses

    def used(self) -> float:
        """Seconds of processor that the worker and its parsers have used."""
        own, parsers = os.times(), self.worker.parsers
        return sum(own[:2]) + sum(parsers.run(time.process_time) for _ in range(parsers.processes))

    def _timed(self, channels):
        statuses = Counter()
        began = time.perf_counter()
        self.worker.refresh(channels, lambda facts, result: statuses.update([result.status]))
        self.worker.beat()
        return time.perf_counter() - began, statuses


if __name__ == "__main__":
    main()
