"""Errors in the worker's chores, stored by chore and item: one item never stops the others.

An item is a hub, a channel or a part of a channel, identified by a path. After an unexpected
exception, which is logged and shown on the office's board, the item is skipped for ten minutes, and
for twice as long after each further one, up to a day. Times are whole seconds since 1970 (UTC).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import transaction
from BTrees.OOBTree import OOBTree
from transaction.interfaces import TransientError
from zope.annotation.interfaces import IAnnotations

from .. import DAY, MINUTE, PACKAGE_NAME, WEEK, logger
from ..accounts.channels.hub import all_hubs
from ..core.feeds.schedule import back_off_seconds
from .lease import LeaseLost

if TYPE_CHECKING:
    from .worker import Worker

T = TypeVar("T")
KEY = f"{PACKAGE_NAME}.faults"
FIRST_DELAY = 10 * MINUTE
NEVER = 2**53
MAX_REASON = 300  # characters of a reason


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure of a chore at the item ``path``, or of the whole chore if ``path`` is empty.

    It has occurred ``times`` times in a row, first at ``since``. ``again`` is the time of the next
    try, or NEVER if a person has to request the next try.
    """

    chore: str
    path: str
    since: int
    times: int
    again: int
    why: str


def attempt(worker: "Worker", path: str, do: Callable, *args: Any) -> Any:
    """Return ``do(*args)``, or None if the item of the current chore fails or is skipped."""
    if is_skipped(worker, path):
        return None
    try:
        returned = do(*args)
    except (LeaseLost, TransientError):
        raise
    # Stored data and add-ons may be broken: a fault of one item costs only that item.
    except Exception as error:
        transaction.abort()
        logger.exception("An unforeseen fault in %s: %s", worker.chore, path)
        worker.write(
            store_fault, worker.site, worker.chore, path, exception_text(error), worker.now()
        )
        return None
    worker.done.add(path)
    return returned


def is_skipped(worker: "Worker", path: str) -> bool:
    """Return True if the current chore skips an item because it has failed recently."""
    kept, now = _stored_faults(worker.site).get((worker.chore, path)), worker.now()
    # A clock may have been wrong: nothing is delayed for longer than a day.
    return bool(kept) and now < kept["again"] <= now + DAY


def visit_each(
    worker: "Worker",
    items: Iterable | Mapping[str, Any],
    do: Callable[[Any], Any],
    *,
    is_over: Callable[[], bool] = bool,
) -> None:
    """Call ``do(item)`` for each item until the worker is stopped or ``is_over()`` is true.

    An item is a content object or has a ``path``. Any other items are passed as a mapping by path.
    Failures are stored, see ``attempt``.
    """
    for path, item in _items_by_path(items):
        if worker.stop.is_set() or is_over():
            return
        attempt(worker, path, do, item)
        worker.beat()


def visit_hubs(worker: "Worker", do: Callable[["Worker", Any], Any]) -> None:
    """Call ``do(worker, hub)`` for each hub of the site, see ``visit_each``."""
    transaction.begin()
    visit_each(worker, all_hubs(), lambda hub: do(worker, hub))


def collect_results(
    worker: "Worker", items: Iterable | Mapping[str, Any], find: Callable[[Any], Iterable[T]]
) -> list[T]:
    """Return the results of ``find(item)`` for all items in one list. Failures are stored."""
    found = (
        attempt(worker, path, lambda each: [*find(each)], item)
        for path, item in _items_by_path(items)
    )
    return [one for each in found for one in each or ()]


def write_batch(worker: "Worker", items: Mapping[str, Any], write: Callable[[list], Any]) -> None:
    """Call ``write(items)`` in one transaction, or if that fails, ``write([item])`` for each."""
    found = {path: each for path, each in items.items() if not is_skipped(worker, path)}
    try:
        if found:
            worker.write(write, [*found.values()])
    except (LeaseLost, TransientError):
        raise
    # One of them fails, and is found by writing each separately.
    except Exception:
        visit_each(worker, found, lambda item: worker.write(write, [item]))
    else:
        worker.done.update(found)


def store_fault(site: Any, chore: str, path: str, why: str, now: int, again: int = 0) -> None:
    """Store a fault, to be retried at ``again`` or, if that is 0, after a growing delay."""
    kept = _stored_faults(site).get((chore, path), {"since": now, "times": 0})
    times = kept["times"] + 1
    again = again or now + back_off_seconds(times, base=FIRST_DELAY)
    _writable_faults(site)[chore, path] = asdict(
        Fault(chore, path, kept["since"], times, again, why)
    )


def delete_faults(site: Any, chore: str, paths: Iterable[str]) -> None:
    """Delete the faults of a chore at these paths."""
    for path in paths:
        if (chore, path) in _stored_faults(site):
            del _writable_faults(site)[chore, path]


def settled_paths(site: Any, chore: str, done: Iterable[str], now: int) -> list[str]:
    """Return the paths of faults whose item succeeded since, or was not retried for a week."""
    found = [each for each in all_faults(site) if each.chore == chore]
    is_done = frozenset(done)
    return [
        each.path
        for each in found
        if (each.path in is_done and each.again <= now) or each.again < now - WEEK
    ]


def all_faults(site: Any) -> Iterator[Fault]:
    """Return all faults of a site, sorted by chore and path."""
    return (Fault(**each) for each in _stored_faults(site).values())


def exception_text(error: Exception) -> str:
    """Return a short description of an exception."""
    return f"{type(error).__name__}: {error}"[:MAX_REASON]


def item_path(item: Any) -> str:
    """Return the path that identifies an item of a chore."""
    if hasattr(item, "getPhysicalPath"):
        return "/".join(item.getPhysicalPath())
    return item.path


def _items_by_path(items):
    if isinstance(items, Mapping):
        return items.items()
    return ((item_path(each), each) for each in items)


def _stored_faults(site):
    return IAnnotations(site).get(KEY) or {}


def _writable_faults(site):
    return IAnnotations(site).setdefault(KEY, OOBTree())
