"""What was measured against what is demanded, as a table for a terminal and for a file."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

HEADINGS = ("what", "figures", "measured", "demand", "")


@dataclass(frozen=True, slots=True)
class Result:
    """One row; ``value`` is a ratio unless ``unit`` says otherwise. ``notes`` say more about it."""

    what: str
    figures: str
    value: float
    demand: float
    unit: str = "×"
    at_most: bool = True
    notes: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether the demand is met, by the value as it is shown."""
        shown = round(self.value, 2)
        return shown <= self.demand if self.at_most else shown >= self.demand

    def cells(self) -> tuple[str, ...]:
        """The row's texts."""
        sign = "≤" if self.at_most else "≥"
        return (
            self.what,
            self.figures,
            f"{self.value:.2f} {self.unit}",
            f"{sign} {self.demand:g} {self.unit}",
            "met" if self.is_met else "MISSED",
        )


def table(results: Iterable[Result]) -> str:
    """The results in columns."""
    rows = [HEADINGS, *(result.cells() for result in results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def markdown(results: Sequence[Result], seconds: float) -> str:
    """The results as a page that says where and when they were taken."""
    rows = [HEADINGS, ["---"] * len(HEADINGS), *(result.cells() for result in results)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    notes = [f"- {result.what}: {note}" for result in results for note in result.notes]
    when = f"{datetime.now():%Y-%m-%d %H:%M}"
    where = f"By `make bench` on {when}, in {seconds:.0f} seconds: {machine()}."
    return "\n".join(["# Measured", "", where, "", *lines, "", *notes, ""])


def machine() -> str:
    """The processor, how many cores may be used, the system and Python."""
    cores = len(os.sched_getaffinity(0))
    return f"{_processor()}, {cores} cores, {platform.system()}, Python {platform.python_version()}"


def _processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
