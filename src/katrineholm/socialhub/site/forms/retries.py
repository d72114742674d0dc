"""What is done when others write at the same time: a thing once, or again until it is written.

After a conflict Zope tries a whole request again, a few times and with pauses that grow. What has
been asked of another server must not be asked again then, and what the public sends must not be
lost once those few are used up.
"""

from collections.abc import Callable, Hashable
from random import uniform
from threading import local
from time import sleep

import transaction
from zope.globalrequest import getRequest

TRIES = 12
PAUSE = 0.05  # seconds at most before the second try, twice that before the third …
_LATEST = local()


def once(key: Hashable, make: Callable[[], object]):
    """What ``make`` gives, made once for a request however often Zope tries that request again."""
    request = getRequest()
    if request is None:
        return make()
    # Each try is another request object of the same thread, with the body of the first.
    if getattr(_LATEST, "body", None) is not request.stdin:
        _LATEST.body, _LATEST.made = request.stdin, {}
    if not request.retry_count or key not in _LATEST.made:
        _LATEST.made[key] = make()
    return _LATEST.made[key]


def tried() -> int:
    """How often Zope has tried the present request before."""
    return getattr(getRequest(), "retry_count", 0)


def written(function: Callable[[int], object], *, pause: Callable[[float], None] = sleep):
    """What ``function(tries)`` gives, written down before this returns.

    ``tries`` is how often it was tried before. Each try sees what the others have written
    meanwhile; whatever the present request has changed before is given up.
    """
    for tries, attempt in enumerate(transaction.manager.attempts(TRIES)):
        pause(uniform(0, tries * PAUSE))
        with attempt:
            made = function(tries)
    return made
