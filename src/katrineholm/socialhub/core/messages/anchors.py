"""Anchors: heads of the hub-wide log, copied to a file that the site only ever appends to.

Each anchor is a line of JSON: ``hub`` (its UID), ``count``, ``hash`` and ``time``. A person who can
write to the database but not to this file cannot secretly change anything that is older than its
last line.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from .data_types import Data
from .ledger import Head


class UnreadableAnchors(ValueError):
    """A line of the file is not an anchor; its number ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line} of the anchors is none")


def append_anchor(path: str | Path, hub: str, head: Head) -> None:
    """Append a head to the file, and wait until it is written to disk. Raise OSError."""
    line = json.dumps({"hub": hub, **head.as_data()}, sort_keys=True) + "\n"
    number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        # In one piece, so that writes of several processes are not mixed.
        os.write(number, line.encode())
        os.fsync(number)
    finally:
        os.close(number)


def anchored_heads(path: str | Path, hub: str) -> Iterator[Head]:
    """Yield the anchored heads of a hub, the oldest first. Raise OSError or UnreadableAnchors."""
    with Path(path).open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            found = _parsed_line(line, number)
            if found["hub"] == hub:
                yield Head(found["count"], found["hash"], found["time"])


def _parsed_line(line: str, number: int) -> Data:
    try:
        found: Data = json.loads(line)
        is_one = isinstance(found["count"], int) and {"hub", "hash", "time"} <= found.keys()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableAnchors(number) from error
    if not is_one:
        raise UnreadableAnchors(number)
    return found
