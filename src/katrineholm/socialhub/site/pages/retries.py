"""Protection against conflicts of concurrent writes, after which Zope retries the whole request.

Requests to other servers must not be repeated then, and submissions of the public must not be lost
when Zope gives up after a few retries.
"""

from collections.abc import Callable, Hashable
from random import uniform
from threading import local
from time import sleep
from typing import Any

import transaction
from zope.globalrequest import getRequest

TRIES = 12
PAUSE = 0.05  # seconds at most before the second try, twice that before the third …
_LATEST = local()


def once_per_request(key: Hashable, make: Callable[[], object]) -> Any:
    """Return the result of ``make()``, which is called once even if Zope retries the request."""
    request = getRequest()
    if request is None:
        return make()
    # Each try is another request object of the same thread, with the body of the first.
    if getattr(_LATEST, "body", None) is not request.stdin:
        _LATEST.body, _LATEST.made = request.stdin, {}
    if not request.retry_count or key not in _LATEST.made:
        _LATEST.made[key] = make()
    return _LATEST.made[key]


def retry_count() -> int:
    """Return the number of earlier tries of the current request."""
    return getattr(getRequest(), "retry_count", 0)


def write_with_retries(
    function: Callable[[int], object], *, pause: Callable[[float], None] = sleep
) -> Any:
    """Call ``function(tries)`` and commit, again after a conflict, and return the result.

    ``tries`` is the number of earlier tries. Each try sees concurrent writes. Changes that the
    request made before are lost.
    """
    for tries, attempt in enumerate(transaction.manager.attempts(TRIES)):
        pause(uniform(0, tries * PAUSE))
        with attempt:
            made = function(tries)
    return made
