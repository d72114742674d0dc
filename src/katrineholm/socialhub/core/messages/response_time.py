"""The time from a message's arrival to an act, as its log has it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ResponseTime:
    """The seconds from a message's arrival to an act, and whether the deadline was met."""

    seconds: int
    in_time: bool


def first_response(log: Sequence[Mapping[str, Any]], steps: Collection[str]) -> ResponseTime | None:
    """Return the time of the first such step, against its deadline at that time.

    None without one, or if the message has been disposed of, with its deadlines.
    """
    due = None
    for line in log:
        if line["step"] == "wait":
            if "due" not in line["given"]:
                return None
            due = line["given"]["due"]
        if line["step"] in steps:
            return ResponseTime(line["time"] - log[0]["time"], due is None or line["time"] <= due)
    return None
