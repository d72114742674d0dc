"""How much of a service's allowance is used, and how long to hold off for it."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ..feeds.schedule import DAY, retry_after

NAMES = ("x-business-use-case-usage", "x-app-usage")
NEARLY = 80  # per cent
HOUR = 3600
SHARES = ("call_count", "total_time", "total_cputime")
REGAIN = "estimated_time_to_regain_access"  # minutes


def to_wait(headers: Mapping[str, str], now: datetime) -> int | None:
    """Seconds to hold off: Retry-After, what Meta's headers say, an hour from 80 per cent on."""
    asked = retry_after(headers, now)
    waits = [wait for each in _usages(headers) if (wait := _wait(each))]
    return max([*waits, *([asked] if asked else [])], default=None)


def _usages(headers: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for name in NAMES:
        try:
            told = json.loads(headers.get(name, "{}"))
        except (ValueError, RecursionError):
            continue
        yield from _objects(told)


def _objects(told: Any) -> Iterator[dict[str, Any]]:
    """The usage itself, or one for each account in a list by its id."""
    if not isinstance(told, dict):
        return
    yield told
    for value in told.values():
        yield from (each for each in value if isinstance(each, dict)) if _is_list(value) else ()


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _wait(usage: dict[str, Any]) -> int:
    regain = _number(usage.get(REGAIN)) * 60
    is_nearly_used = any(_number(usage.get(name)) >= NEARLY for name in SHARES)
    return min(max(regain, HOUR if is_nearly_used else 0), DAY)


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int | float) and 0 <= value < 10**9 else 0
