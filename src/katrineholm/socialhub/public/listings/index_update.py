"""The index files of hubs, and their updates by the process that searches.

Each hub has one file, on a local disk. SOCIALHUB_INDEX names the folder, which all processes of a
machine may share; the default is a folder in Zope's ``clienthome``. Only committed data is indexed,
so it is read through a separate connection. Before a search, an update reads for half a second at
most. If there is more to read, a thread continues, and results are reported as incomplete until it
has finished.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread
from time import monotonic

from App.config import getConfiguration
from plone.dexterity.content import Container
from transaction import TransactionManager
from zope.annotation.attribute import AttributeAnnotations

from ... import logger
from ...core.feeds.sanitiser import sanitised_text
from ...core.search import text_index
from ...core.timeline.entry_search import update_steps
from ...core.timeline.freshness import unread_changes
from ...core.timeline.store import Timeline, timeline_of
from ...site.pages.cache import last_transaction

VARIABLE = "SOCIALHUB_INDEX"
SECONDS = 0.5  # spent on an update before a search
WAIT, LONG_WAIT = 0.3, 60  # seconds to wait for another process
UPDATE_THREADS: dict[Path, Thread] = {}


def record_index_path(hub: Container, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the path of the separate file that indexes a hub's hidden entries."""
    path = entry_index_path(hub, environ)
    return path.with_name(f"{path.stem}-record{path.suffix}")


def entry_index_path(hub: Container, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the path of the file that indexes a hub's entries, which need not exist yet."""
    folder = environ.get(VARIABLE) or Path(getConfiguration().clienthome, "socialhub-index")
    return Path(folder, f"{hub.UID()}.sqlite3")


def database_state(hub: Container) -> str:
    """Return a string that grows with each transaction in the database, as seen by the hub."""
    return last_transaction(hub._p_jar).hex()


def index_lag(hub: Container, record: bool = False) -> int | None:
    """Return how many changes of entries this machine's index file has not read.

    They are read before the next search. Return None if the file cannot be used.
    """
    path, timeline = (record_index_path if record else entry_index_path)(hub), timeline_of(hub)
    try:
        if not path.exists():
            return unread_changes(timeline, None)
        with text_index.open_index(path, timeline.name) as file:
            return unread_changes(timeline, file)
    except (text_index.BrokenIndex, text_index.UnusableIndex) as error:
        logger.warning("%s", error)
        return None


def update_index(hub: Container, path: Path, record: bool = False) -> None:
    """Index new entries (hidden ones if ``record``); if there are many, a thread continues."""
    last = monotonic() + SECONDS
    with text_index.index_lock(path, WAIT) as is_alone:
        stored = hub._p_jar.db(), hub._p_oid, path
        if is_alone and not _read(*stored, lambda: monotonic() > last, record=record):
            _continue_in_thread(*stored, record)


def rebuild_index(
    hub: Container,
    path: Path,
    report: Callable[[int], object],
    is_stopped: Callable[[], bool],
    record: bool = False,
) -> bool:
    """Build a new index file and replace the present one with it; return whether it was done.

    ``report`` is called with the number of entries added. May wait for another process to finish.
    """
    new = path.with_name(f"{path.name}.new")
    with text_index.index_lock(path, LONG_WAIT) as is_alone:
        text_index.delete_index(new)
        is_done = is_alone and _read(hub._p_jar.db(), hub._p_oid, new, is_stopped, report, record)
        if is_done:
            text_index.delete_index(path)  # with its side files, which do not belong to the new one
            new.rename(path)
        text_index.delete_index(new)
    return is_done


def _read(database, oid, path, is_over, report=lambda number: None, record=False):
    connection = database.open(TransactionManager())
    try:
        state = database_state(connection.get(oid))
        timeline = Timeline(AttributeAnnotations(connection.get(oid)))
        with text_index.open_index(path, timeline.name) as file:
            for number in update_steps(timeline, file, state, sanitised_text, record=record):
                report(number)
                connection.cacheGC()
                if is_over():
                    return False
        return True
    finally:
        connection.transaction_manager.abort()
        connection.close()


def _continue_in_thread(database, oid, path, record=False):
    if path not in UPDATE_THREADS or not UPDATE_THREADS[path].is_alive():
        arguments = database, oid, path, record
        UPDATE_THREADS[path] = Thread(target=_read_all, args=arguments, daemon=True)
        UPDATE_THREADS[path].start()


def _read_all(database, oid, path, record=False):
    try:
        with text_index.index_lock(path, LONG_WAIT) as is_alone:
            if is_alone:
                _read(database, oid, path, lambda: False, record=record)
    except Exception:
        # The next search starts another update.
        logger.exception("The index of entries %s has not been read to its end", path)
