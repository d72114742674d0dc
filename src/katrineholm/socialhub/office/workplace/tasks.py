"""The tasks that wait for the current user, of all rooms."""

from typing import Any

from ZODB.POSException import ConflictError
from zope.component import getUtilitiesFor

from ... import _, logger
from ...accounts.channels.interfaces import IWaiting, Task

EMPTY = _("Nothing waits for you today.")
MISSING = _("Something else may wait that cannot be shown just now.")


def serialize_tasks(hub: Any) -> dict:
    """Return the section with all tasks of the current user in a hub, late ones first."""
    found, is_whole = waiting_tasks(hub)
    return {
        "title": _("Waits for you today"),
        "items": [_task_values(each) for each in sorted(found, key=lambda each: not each.is_late)],
        "empty": EMPTY if is_whole and not found else "",
        "note": "" if is_whole else MISSING,
    }


def waiting_tasks(hub: Any) -> tuple[list[Task], bool]:
    """Return the tasks of the current user in a hub, and whether every room could tell its own."""
    found, is_whole = [], True
    for name, waiting in sorted(getUtilitiesFor(IWaiting)):
        try:
            found += waiting(hub)
        except ConflictError:
            raise
        except Exception:
            logger.exception("The tasks of %s in %s fail", name, hub.getPhysicalPath())
            is_whole = False
    return found, is_whole


def _task_values(task: Task) -> dict:
    return {
        "@id": task.url,
        "title": task.title,
        "number": task.number,
        "text": task.text,
        "late": task.is_late,
    }
