"""Errors and rate limits of the APIs, converted to those of ``feeds.errors``.

A service's own error messages are never passed on, as some of them repeat the token.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from ..feeds.errors import FeedError
from ..feeds.schedule import DAY, HOUR, retry_after_seconds
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
    """Return the error in an API's response, or None; ``data`` is None if it is not JSON.

    ``status`` may be 200 in spite of an error. ``wait`` is the pause that the service asks for, in
    seconds.
    """
    found = read(data) if data is not None else None
    if found is None and status < 400:
        # A redirect leads away from the one host that the token is for.
        is_data = data is not None and status < 300
        return None if is_data else FeedError("not_data", service=service)
    kind, code = found or (BY_STATUS.get(status, FAULT), str(status))
    return FeedError(kind, retry_after=wait, service=service, number=code)


NAMES = ("x-business-use-case-usage", "x-app-usage")
NEARLY = 80  # per cent
SHARES = ("call_count", "total_time", "total_cputime")
REGAIN = "estimated_time_to_regain_access"  # minutes


def seconds_to_wait(headers: Mapping[str, str], now: datetime) -> int | None:
    """Return the seconds to wait by Retry-After or Meta's headers about used quotas, or None."""
    asked = retry_after_seconds(headers, now)
    waits = [wait for each in _usages(headers) if (wait := _wait(each))]
    return max([*waits, *([asked] if asked else [])], default=None)


def _usages(headers: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for name in NAMES:
        try:
            usage = json.loads(headers.get(name, "{}"))
        except (ValueError, RecursionError):
            continue
        yield from _objects(usage)


def _objects(usage: Any) -> Iterator[dict[str, Any]]:
    """Yield the usage itself, and those of single accounts, which are lists by account id."""
    if not isinstance(usage, dict):
        return
    yield usage
    for value in usage.values():
        if isinstance(value, list):
            yield from (each for each in value if isinstance(each, dict))


def _wait(usage: dict[str, Any]) -> int:
    regain = _number(usage.get(REGAIN)) * 60
    is_nearly_used = any(_number(usage.get(name)) >= NEARLY for name in SHARES)
    return min(max(regain, HOUR if is_nearly_used else 0), DAY)


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int | float) and 0 <= value < 10**9 else 0
