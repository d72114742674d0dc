"""The index of a hub's entries is brought up to date by whoever searches it.

What is read is what has been committed, so a connection of its own sees it. Little is read at
once, before the search; where it takes longer, a thread goes on with it, and what is found until
then is told to be not all.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import monotonic

from transaction import TransactionManager
from zope.annotation.attribute import AttributeAnnotations

from ... import logger
from ...core.feeds.clean import text_of
from ...core.search import textfile
from ...core.timeline.store import Timeline
from ...site.caching.transactions import last_transaction

SECONDS = 0.5  # that a search reads before it answers
WAIT, LONG_WAIT = 0.3, 60  # seconds for another one that reads
BEHIND: dict[Path, Thread] = {}


def read_news(hub, path: Path, record: bool = False) -> None:
    """Read into a hub's file what has been kept since; a thread goes on where it is much.

    With ``record`` it is the file of what visitors do not see: see ``place.record_of``.
    """
    last = monotonic() + SECONDS
    with textfile.alone(path, WAIT) as is_alone:
        stored = hub._p_jar.db(), hub._p_oid, path
        if is_alone and not _read(*stored, lambda: monotonic() > last, record=record):
            _go_on(*stored, record)


def make_anew(
    hub,
    path: Path,
    told: Callable[[int], object],
    is_stopped: Callable[[], bool],
    record: bool = False,
):
    """Make another file beside a hub's present one, and put it in its place: whether that was done.

    ``told`` hears how many entries more are in it. Another process that reads may be waited for.
    """
    new = path.with_name(f"{path.name}.new")
    with textfile.alone(path, LONG_WAIT) as is_alone:
        textfile.remove(new)
        is_done = is_alone and _read(hub._p_jar.db(), hub._p_oid, new, is_stopped, told, record)
        if is_done:
            textfile.remove(path)  # with what belongs to it, which is not the new one's
            new.rename(path)
        textfile.remove(new)
    return is_done


def _read(database, oid, path, is_over, told=lambda number: None, record=False):
    """Whether all has been read."""
    connection = database.open(TransactionManager())
    try:
        state = last_transaction(connection).hex()
        timeline = Timeline(AttributeAnnotations(connection.get(oid)))
        with textfile.opened(path, timeline.name) as file:
            for number in timeline.read_into(file, state, text_of, record=record):
                told(number)
                connection.cacheGC()
                if is_over():
                    return False
        return True
    finally:
        connection.transaction_manager.abort()
        connection.close()


def _go_on(database, oid, path, record=False):
    if path not in BEHIND or not BEHIND[path].is_alive():
        BEHIND[path] = Thread(target=_read_all, args=(database, oid, path, record), daemon=True)
        BEHIND[path].start()


def _read_all(database, oid, path, record=False):
    try:
        with textfile.alone(path, LONG_WAIT) as is_alone:
            if is_alone:
                _read(database, oid, path, lambda: False, record=record)
    except Exception:
        # Whoever searches next begins again.
        logger.exception("The index of entries %s has not been read to its end", path)
