"""Append-only logs of a hub with lines that are also in the hub-wide log."""

from random import getrandbits
from typing import Any

from ...core.messages.integrity import sha256_hex
from ...core.messages.store import messages_of
from ...core.messages.verification import Lane

GREATEST_KEY = 2**63 - 1  # the greatest number that a tree of lines can have


def new_key(lines: Any, nanoseconds: int, bits: int = 10) -> int:
    """Return the key of a new line: by time, with random low bits, and after all others."""
    number = nanoseconds + getrandbits(bits)
    return max(number, lines.maxKey() + 1 + getrandbits(10)) if lines else number


def append_line(hub: Any, lane: str, lines: Any, number: int, line: tuple) -> None:
    """Append a line of texts and numbers, its time in seconds since 1970 first."""
    lines[number] = line
    messages_of(hub).note(lane, number, {"time": line[0], "hash": _hash(line)})


def lane_of(lines: Any) -> Lane:
    """Return the lines for the hub-wide log: see inbox.steps.interfaces.ILane."""
    return Lane(lambda at: _hash(lines[at]) if at in lines else None, lambda: len(lines))


def _hash(line):
    return sha256_hex(repr(line).encode())
