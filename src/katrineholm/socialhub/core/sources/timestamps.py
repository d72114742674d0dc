"""Timestamps of downloads, as seconds since 1970 in UTC, or None."""

from datetime import UTC, datetime
from typing import Any

from ..feeds.dates import EARLIEST, MAX_AHEAD, parse_timestamp


def plausible_seconds(value: Any) -> int | None:
    """Return a number of seconds, or None if it is 0 or no post can have it."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Anything earlier or later is no post's time, but perhaps a camera's.
    latest = (datetime.now(UTC) + MAX_AHEAD).timestamp()
    return int(value) if EARLIEST.timestamp() <= value <= latest else None


def timestamp_seconds(value: Any) -> int | None:
    """Return the seconds of a text, which is in UTC if it has no time zone."""
    if not isinstance(value, str):
        return plausible_seconds(value)
    found = parse_timestamp(value, None, datetime.now(UTC))
    return None if found is None else int(found.timestamp())
