"""The last run of each chore (seconds since 1970), so that a restart repeats no daily mail."""

from typing import Any

from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

KEY = "katrineholm.socialhub.chores"


def last_run(site: Any, name: str) -> int:
    """Return when a chore was last done; 0 before the first time."""
    return IAnnotations(site).get(KEY, {}).get(name, 0)


def record_run(site: Any, name: str, now: int) -> None:
    """Store that a chore was done. A chore may call this in its own transaction."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = PersistentMapping()
    annotations[KEY][name] = now
