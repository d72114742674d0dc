"""What an interface's refusal means, in the words of ``feeds.errors``.

What the service itself writes is never passed on: some repeat the token in it.
"""

from collections.abc import Callable
from typing import TypeAlias

from ..feeds.errors import FeedError
from .model import Data

# What is wrong by an answer's data: the kind of fault and the service's own code; else None.
Reader: TypeAlias = Callable[[Data], tuple[str, str] | None]

ENDED, PERMISSION, LIMIT, UNKNOWN, FAULT = (
    *("token_ended", "no_permission", "rate_limited", "no_such_account"),
    "interface_fault",
)
BY_STATUS = {401: ENDED, 403: PERMISSION, 404: UNKNOWN, 429: LIMIT}


def fault(
    service: str, status: int, data: Data | None, read: Reader, wait: int | None
) -> FeedError | None:
    """The error in an answer, also in one of status 200; ``data`` is None where it is no JSON.

    ``wait`` is how long the service asks to be left alone, in seconds.
    """
    said = read(data) if data is not None else None
    if said is None and status < 400:
        # A redirect leads away from the one host that the token is for.
        is_data = data is not None and status < 300
        return None if is_data else FeedError("not_data", service=service)
    kind, code = said or (BY_STATUS.get(status, FAULT), str(status))
    return FeedError(kind, retry_after=wait, service=service, number=code)
