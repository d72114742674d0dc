"""A check that the stored posts and pictures are as they were sealed."""

from collections.abc import Iterator
from typing import Any

from ..core.timeline.seal_verification import seal_errors
from ..core.timeline.store import timeline_of
from .seals import seal_lines


def seal_faults(hub: Any) -> Iterator[str]:
    """Yield a message about each post that is not as it was sealed, see ``IRecordCheck``."""
    # Free the unchanged objects of the database that were read.
    return seal_errors(timeline_of(hub), seal_lines(hub), hub._p_jar.cacheMinimize)
