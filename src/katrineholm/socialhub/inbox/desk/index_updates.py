"""Updates of the message index by the worker, and its rebuilding by an operator."""

from collections.abc import Callable
from functools import partial
from time import monotonic

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
    """Index the new log lines of each hub; rebuild an index that has another version.

    If other sites wait, the next run continues the work.
    """
    end = monotonic() + worker.chore_seconds
    visit_hubs(
        worker,
        partial(_update_or_rebuild, lambda: worker.stop.is_set() or monotonic() > end),
    )


def rebuild_index(
    hub: Container,
    progress: Callable[[int], object],
    is_stopped: Callable[[], bool],
    write: Callable | None = None,
    *,
    is_resumable: bool = False,
) -> bool:
    """Rebuild a hub's index while the old one is in use; return whether it was completed.

    ``progress`` is called with the count of messages indexed since its last call. ``write`` calls a
    function in a transaction. One that ``is_resumable`` keeps what it has when it is stopped, and
    continues there the next time.
    """
    root, write = messages_of(hub).root, write or _in_transaction
    if not (is_resumable and message_index.is_rebuilding(root)):
        write(message_index.start_rebuild, root)
    while not is_stopped():
        if not (entered := write(message_index.continue_rebuild, root, MESSAGES)):
            write(message_index.finish_rebuild, root)
            return True
        progress(entered)
        hub._p_jar.cacheGC()
    if not is_resumable:
        write(message_index.cancel_rebuild, root)
    return False


def _update_or_rebuild(is_over, worker, hub):
    root = messages_of(hub).root
    if not message_index.is_current(root):
        rebuild_index(hub, lambda number: None, is_over, worker.write, is_resumable=True)
    while not is_over() and message_index.lines_behind(root):
        worker.write(message_index.update_index, root, LINES)


def _in_transaction(function, *args):
    for attempt in transaction.manager.attempts(ATTEMPTS):
        with attempt:
            returned = function(*args)
    return returned


INDEX_CHORE = Chore(MINUTE, update_indexes)
