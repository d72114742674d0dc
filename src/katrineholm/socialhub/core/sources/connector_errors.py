"""Errors of the APIs as those of ``feeds.errors``.

A service's own words are never passed on: some of them repeat the token.
"""

from collections.abc import Callable
from typing import TypeAlias

from ..feeds.errors import FeedError
from .model import Data

# From a response's data to the kind of error and the service's own code; None if there is none.
ErrorReader: TypeAlias = Callable[[Data], tuple[str, str] | None]

ENDED, PERMISSION, LIMIT, UNKNOWN, FAULT = (
    *("token_ended", "no_permission", "rate_limited", "no_such_account"),
    "interface_fault",
)
BY_STATUS = {401: ENDED, 403: PERMISSION, 404: UNKNOWN, 429: LIMIT}


def response_error(
    service: str, status: int, data: Data | None, read: ErrorReader, wait: int | None
) -> FeedError | None:
    """Return the error in a response, which may have status 200; ``data`` is None if not JSON.

    ``wait`` is the pause that the service asks for, in seconds.
    """
    found = read(data) if data is not None else None
    if found is None and status < 400:
        # A redirect leads away from the one host that the token is for.
        is_data = data is not None and status < 300
        return None if is_data else FeedError("not_data", service=service)
    kind, code = found or (BY_STATUS.get(status, FAULT), str(status))
    return FeedError(kind, retry_after=wait, service=service, number=code)
