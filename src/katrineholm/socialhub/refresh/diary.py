"""When the worker last did each chore, kept in the site: a restart repeats no daily mail.

Moments are whole seconds since 1970 (UTC).
"""

from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

KEY = "katrineholm.socialhub.chores"


def last_run(site, name: str) -> int:
    """When a chore was last done; 0 before the first time."""
    return IAnnotations(site).get(KEY, {}).get(name, 0)


def done(site, name: str, now: int) -> None:
    """Write down that a chore is done; within its own transaction it may do that itself."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = PersistentMapping()
    annotations[KEY][name] = now
