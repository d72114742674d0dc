"""The index of messages is kept up to date by the worker, or made anew by an operator."""

from collections.abc import Callable
from functools import partial

import transaction

from ...accounts.channels.hub import hubs
from ...core.messages import searching
from ...core.messages.store import messages_of
from ...refresh.chores import MINUTE, Chore
from ...refresh.faults import visit
from ...refresh.worker import Worker

LINES, MESSAGES = 1000, 1000  # in a transaction
ATTEMPTS = 5


def bring_up_all(worker: Worker) -> None:
    """Enter what has been written about messages since the last time, in each hub."""
    transaction.begin()
    visit(worker, hubs(), lambda hub: _bring_up_whole(worker, hub))


def make_anew(hub, told: Callable[[int], object], is_stopped: Callable[[], bool]) -> bool:
    """Make a hub's index anew, while the present one is asked; whether it was not stopped.

    ``told`` hears how many messages more are in it.
    """
    root = messages_of(hub).root
    _written(partial(searching.begin_anew, root))
    while not is_stopped():
        if not (entered := _written(partial(searching.go_on, root, MESSAGES))):
            _written(partial(searching.finish, root))
            return True
        told(entered)
        hub._p_jar.cacheGC()
    _written(partial(searching.give_up, root))
    return False


def _bring_up_whole(worker, hub):
    while searching.is_behind(messages_of(hub).root) and not worker.stop.is_set():
        worker.write(_bring_up, hub)


def _bring_up(hub):
    searching.bring_up(messages_of(hub).root, LINES)


def _written(function):
    for attempt in transaction.manager.attempts(ATTEMPTS):
        with attempt:
            returned = function()
    return returned


INDEXING = Chore(MINUTE, bring_up_all)
