"""The timestamps in downloads, as seconds since 1970 in UTC."""

from datetime import UTC, datetime
from typing import Any

from ..feeds.dates import EARLIEST, MAX_AHEAD, parse_timestamp


def plausible_seconds(value: Any) -> int | None:
    """Return a number as whole seconds, or None if it cannot be the time of a post."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Anything earlier or later is no post's time, but perhaps a camera's.
    latest = (datetime.now(UTC) + MAX_AHEAD).timestamp()
    return int(value) if EARLIEST.timestamp() <= value <= latest else None


def timestamp_seconds(value: Any) -> int | None:
    """Return the time in a value as seconds since 1970; text without a time zone is in UTC."""
    if not isinstance(value, str):
        return plausible_seconds(value)
    found = parse_timestamp(value, None, datetime.now(UTC))
    return None if found is None else int(found.timestamp())
