"""Whoever sends more in an hour than a person does is slowed down, and loses nothing by it."""

from collections.abc import Callable
from threading import BoundedSemaphore
from time import sleep as wait

from ...site.forms.limits import Window

WINDOW = Window(3600)
STEP, LONGEST = 0.1, 3.0  # seconds: for each report above the limit, and at most
# A sleeping request holds one of the server's few threads. While one sleeps the others go through
# at once, so that a flood cannot stop the site; they are marked like the sleeping one.
_SLEEPING = BoundedSemaphore(1)


def slow(
    request, most: int, *, window: Window = WINDOW, sleep: Callable[[float], None] = wait
) -> bool:
    """Count what a client sends, and let it wait where it is more than ``most``; whether it is.

    The client is told apart behind a proxy only where Zope trusts it: ``trusted-proxy``.
    """
    over = window.times(request.getClientAddr() or "") - most
    # What the server tries again, after a conflict, has waited already.
    if over > 0 and not request.retry_count and _SLEEPING.acquire(blocking=False):
        try:
            sleep(min(over * STEP, LONGEST))
        finally:
            _SLEEPING.release()
    return over > 0
