"""Heads of the hub-wide log, kept in a file that the site only ever writes behind.

A line each, as JSON: ``hub`` (its UID), ``count``, ``hash`` and ``time``. Whoever can write to the
database and not to this file cannot change what was written before its last line, unseen.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from .ledger import Head
from .plain import Data


class AnchorsUnreadable(ValueError):
    """A line of the file is none of ours; ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line} of the anchors is none")


def anchor(path: str | Path, hub: str, head: Head) -> None:
    """Write a head behind the others, and wait until the disk has it; raises OSError."""
    line = json.dumps({"hub": hub, **head.as_data()}, sort_keys=True) + "\n"
    number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        # In one piece, so that what several processes write does not mingle.
        os.write(number, line.encode())
        os.fsync(number)
    finally:
        os.close(number)


def anchors(path: str | Path, hub: str) -> Iterator[Head]:
    """The heads of a hub, as they were written; raises OSError, and AnchorsUnreadable."""
    with Path(path).open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            found = _parsed(line, number)
            if found["hub"] == hub:
                yield Head(found["count"], found["hash"], found["time"])


def _parsed(line: str, number: int) -> Data:
    try:
        found: Data = json.loads(line)
        is_one = isinstance(found["count"], int) and {"hub", "hash", "time"} <= found.keys()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise AnchorsUnreadable(number) from error
    if not is_one:
        raise AnchorsUnreadable(number)
    return found
