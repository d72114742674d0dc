"""The rounds of one worker for all sites, in a Zope process of their own on the running database.

``python sites_rounds.py`` in an instance folder takes orders. Nothing heavy is imported at the top:
the processes that the worker starts import this module, too.
"""

import os
import time
from collections import Counter, defaultdict
from contextlib import closing
from itertools import pairwise
from threading import Timer

import memory
from servant import serve

LATER = 3600  # seconds; more than every channel's interval, and than a heartbeat
MINUTE = 60


def main() -> None:
    """Open the database and do rounds until the orders end."""
    from katrineholm.socialhub.console.site import open_application

    with open_application("etc/zope.conf") as app, closing(Rounds(app)) as rounds:
        serve(
            {
                "all": rounds.all,
                "later": rounds.later,
                "idle": rounds.idle,
                "watch": rounds.watch,
                "write": rounds.write,
                "memory": lambda: memory.peaks(os.getpid()),
            }
        )


class Rounds:
    """The workers of all sites, whose clock runs ``speed`` times as fast as the machine's."""

    def __init__(self, app):
        from katrineholm.socialhub.console.site import sites_with_hubs
        from katrineholm.socialhub.refresh.site_workers import SiteWorkers

        self.ahead, self.speed, self.began = 0, 1, time.time()
        self.workers = SiteWorkers(lambda: sites_with_hubs(app))
        self.workers.take_lease()
        for worker in self.workers.each():
            worker.clock = self.now

    def close(self) -> None:
        """End the processes that it has started."""
        self.workers.parsers.close()

    def now(self) -> float:
        """The workers' time."""
        return self.began + self.ahead + self.speed * (time.time() - self.began)

    def all(self) -> dict:
        """Rounds until nothing is due, and other work until none is left: what was answered."""
        statuses = Counter()
        while self._round(statuses) or any(map(self._wants_pictures, self.workers.each())):
            self.workers.do_other_work()
        return statuses

    def later(self) -> dict:
        """The same, an hour later."""
        self.ahead += LATER
        return self.all()

    def idle(self, turns: int) -> list[tuple[float, float]]:
        """Processor seconds of rounds in which nothing is due, and of the other work, undone."""
        return [(_used(self.workers.round, _ignore), _used(self._other)) for _ in range(turns)]

    def watch(self, speed: int, seconds: float) -> dict:
        """The loop itself, all its times shortened: how late the channels of each site were.

        Gives by the path of the site the longest time between two answers of one of its channels,
        or of its first answer and the beginning, as a multiple of the channel's interval.
        """
        from katrineholm.socialhub.refresh import loop, site_workers

        site_workers.ROUND_SECONDS /= speed
        site_workers.CHORE_SECONDS /= speed
        os.environ["SOCIALHUB_HOST_SPACING"] = str(1 / speed)
        self.ahead, self.speed, self.began = self.now() - time.time(), speed, time.time()
        answers = defaultdict(list)
        loop.log_result = lambda facts, _result: answers[facts.path].append(self.now())
        Timer(seconds, self.workers.stop.set).start()
        first = self.now()
        loop.run_active_workers(self.workers, loop.TICK / speed)
        return {each.path: self._late(each, answers, first) for each in self.workers.each()}

    def write(self, number: int, title: str) -> None:
        """Commit another title of a site's hub, as an editor does."""
        import transaction
        from zope.event import notify
        from zope.lifecycleevent import ObjectModifiedEvent

        worker = self.workers.each()[number]
        with self.workers.turn(worker):
            hub = worker.site["sociala-medier"]
            hub.title = title
            notify(ObjectModifiedEvent(hub))
            transaction.commit()

    def _round(self, statuses):
        before = statuses.total()
        self.workers.round(lambda _facts, result: statuses.update([result.status]))
        return statuses.total() - before

    def _wants_pictures(self, worker):
        from katrineholm.socialhub.refresh.pictures import wanted_pictures

        with self.workers.turn(worker):
            return any(wanted_pictures(worker))

    def _other(self):
        self.workers.do_other_work()

    def _late(self, worker, answers, first):
        last = self.now()
        return max(
            (later - earlier) / channel.interval
            for channel in worker.plan
            for earlier, later in pairwise([first, *answers[channel.path], last])
        )


def _ignore(*_):
    """Nobody wants to know."""


def _used(function, *arguments):
    began = time.process_time()
    function(*arguments)
    return time.process_time() - began


if __name__ == "__main__":
    main()
