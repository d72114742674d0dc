"""What is in an interface's data, whatever a stranger has put there."""

from datetime import UTC, datetime
from typing import Any

from ..feeds.dates import moment
from ..feeds.errors import FeedError
from .model import Data

MOST = 500  # objects of one list


def string(data: Data, name: str) -> str:
    """Text as it is, and a whole number as text: interfaces count in both."""
    value = data.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def count(data: Data, name: str) -> int | None:
    """A number of something: interfaces count in digits, too; None where none is told."""
    digits = string(data, name)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else None


def part(data: Data, *names: str) -> Data:
    """An object within objects; an empty one where there is none."""
    for name in names:
        value = data.get(name)
        data = value if isinstance(value, dict) else {}
    return data


def objects(value: Any) -> list[Data]:
    """The objects of a list; none where it is no list."""
    found = value if isinstance(value, list) else []
    return [each for each in found[:MOST] if isinstance(each, dict)]


def listed(data: Data, name: str, service: str) -> list[Data]:
    """The list that an answer must have. Raises FeedError: not_data."""
    if not isinstance(data.get(name), list):
        raise FeedError("not_data", service=service)
    return objects(data[name])


def when(text: str) -> datetime | None:
    """A moment as interfaces write it, ISO 8601."""
    return moment(text, None, datetime.now(UTC)) if text else None


def since_1970(value: Any) -> datetime | None:
    """A moment in whole seconds; 0 is none."""
    if not isinstance(value, int) or not 0 < value < 2**32:
        return None
    return datetime.fromtimestamp(value, UTC)
