"""Moments as downloads write them: seconds since 1970 in UTC, or a text; None where none is."""

from datetime import UTC, datetime
from typing import Any

from ..feeds.dates import AHEAD, EARLIEST, moment


def seconds(value: Any) -> int | None:
    """Of a number of seconds; 0, and what no post can have, tells no moment."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # The years of a post: what is earlier or later is a camera's, or nobody's.
    latest = (datetime.now(UTC) + AHEAD).timestamp()
    return int(value) if EARLIEST.timestamp() <= value <= latest else None


def written(value: Any) -> int | None:
    """Of a text; one without a zone is in UTC."""
    if not isinstance(value, str):
        return seconds(value)
    found = moment(value, None, datetime.now(UTC))
    return None if found is None else int(found.timestamp())
