"""Access to values in an API's JSON, which may be of any type."""

from datetime import UTC, datetime
from typing import Any

from ..feeds.dates import parse_timestamp
from ..feeds.errors import FeedError
from .model import Data

MOST = 500  # objects of one list


def string(data: Data, name: str) -> str:
    """Return a field's string, or its whole number as a string; otherwise an empty string."""
    value = data.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def whole_number(data: Data, name: str) -> int | None:
    """Return a field's whole number, which may be written as a string; otherwise None."""
    digits = string(data, name)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else None


def child(data: Data, *names: str) -> Data:
    """Return the nested object at a path of names; an empty one if it is missing."""
    for name in names:
        value = data.get(name)
        data = value if isinstance(value, dict) else {}
    return data


def objects(value: Any) -> list[Data]:
    """Return the objects in a list; an empty list if the value is not a list."""
    found = value if isinstance(value, list) else []
    return [each for each in found[:MOST] if isinstance(each, dict)]


def required_list(data: Data, name: str, service: str) -> list[Data]:
    """Return the objects in a list that a response must have. Raise FeedError: not_data."""
    if not isinstance(data.get(name), list):
        raise FeedError("not_data", service=service)
    return objects(data[name])


def timestamp(text: str) -> datetime | None:
    """Return the time in an ISO 8601 string, or None if it is empty or implausible."""
    return parse_timestamp(text, None, datetime.now(UTC)) if text else None


def epoch_timestamp(value: Any) -> datetime | None:
    """Return the time of whole seconds since 1970; None for 0 and anything else."""
    if not isinstance(value, int) or not 0 < value < 2**32:
        return None
    return datetime.fromtimestamp(value, UTC)
