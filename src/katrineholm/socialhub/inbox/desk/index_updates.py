"""Updates of the message index by the worker, and its rebuilding by an operator."""

from collections.abc import Callable

import transaction
from plone.dexterity.content import Container

from ...core.messages import message_index
from ...core.messages.store import messages_of
from ...refresh.chores import MINUTE, Chore
from ...refresh.faults import visit_hubs
from ...refresh.worker import Worker

LINES, MESSAGES = 1000, 1000  # in a transaction
ATTEMPTS = 5


def update_indexes(worker: Worker) -> None:
    """Index the new log lines of each hub; rebuild an index that has another version."""
    visit_hubs(worker, _update_or_rebuild)


def rebuild_index(
    hub: Container,
    progress: Callable[[int], object],
    is_stopped: Callable[[], bool],
    write: Callable | None = None,
) -> bool:
    """Rebuild a hub's index while the old one is in use; return whether it was completed.

    ``progress`` is called with the count of messages indexed since its last call. ``write`` calls a
    function in a transaction.
    """
    root, write = messages_of(hub).root, write or _in_transaction
    write(message_index.start_rebuild, root)
    while not is_stopped():
        if not (entered := write(message_index.continue_rebuild, root, MESSAGES)):
            write(message_index.finish_rebuild, root)
            return True
        progress(entered)
        hub._p_jar.cacheGC()
    write(message_index.cancel_rebuild, root)
    return False


def _update_or_rebuild(worker, hub):
    if not message_index.is_current(messages_of(hub).root):
        rebuild_index(hub, lambda number: None, worker.stop.is_set, worker.write)
    while message_index.lines_behind(messages_of(hub).root) and not worker.stop.is_set():
        worker.write(lambda: message_index.update_index(messages_of(hub).root, LINES))


def _in_transaction(function, *args):
    for attempt in transaction.manager.attempts(ATTEMPTS):
        with attempt:
            returned = function(*args)
    return returned


INDEX_CHORE = Chore(MINUTE, update_indexes)
