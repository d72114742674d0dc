"""Rate limits of a service: the share used, and the time to wait."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ..feeds.schedule import DAY, HOUR, retry_after_seconds

NAMES = ("x-business-use-case-usage", "x-app-usage")
NEARLY = 80  # per cent
SHARES = ("call_count", "total_time", "total_cputime")
REGAIN = "estimated_time_to_regain_access"  # minutes


def seconds_to_wait(headers: Mapping[str, str], now: datetime) -> int | None:
    """Return the seconds to wait by Retry-After and Meta's headers: an hour from 80 per cent on."""
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
