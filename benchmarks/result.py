"""What was measured against what is demanded, as a table for a terminal and for a file."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median, quantiles

HEADINGS = ("what", "figures", "measured", "spread", "demand", "")
HEAD = "# Measured\n\nBy `make bench`. Spread is the middle half of the turns.\n"


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
    spread: tuple[float, float] | None = None

    @classmethod
    def of(cls, what: str, figures: str, turns: Sequence[float], demand: float, **more) -> "Result":
        """The row of several turns: their median, and where the middle half of them lies."""
        low, _, high = quantiles(turns, n=4, method="inclusive")
        return cls(what, figures, median(turns), demand, spread=(low, high), **more)

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
            "{:.2f}–{:.2f}".format(*self.spread) if self.spread else "",
            f"{sign} {self.demand:g} {self.unit}",
            "met" if self.is_met else "MISSED",
        )


def table(results: Iterable[Result]) -> str:
    """The results in columns."""
    rows = [HEADINGS, *(result.cells() for result in results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def section(results: Sequence[Result], seconds: float) -> str:
    """The results of one subject, with where and when they were taken."""
    rows = [HEADINGS, ["---"] * len(HEADINGS), *(result.cells() for result in results)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    notes = [f"- {result.what}: {note}" for result in results for note in result.notes]
    when = f"{datetime.now():%Y-%m-%d %H:%M}"
    where = f"On {when}, in {seconds:.0f} seconds: {machine()}."
    return "\n".join(["", where, "", *lines, *([""] if notes else []), *notes, ""])


def page(former: str, found: dict[str, str], subjects: Iterable[str]) -> str:
    """The page of all sections; a subject that was not measured now keeps its former one."""
    parts = (part.partition("\n") for part in former.split("\n## ")[1:])
    sections = {name: text for name, _, text in parts} | found
    known = [f"\n## {name}\n{sections[name].rstrip()}\n" for name in subjects if name in sections]
    return HEAD + "".join(known)


def machine() -> str:
    """The processor, how many cores may be used, the system and Python."""
    cores = len(os.sched_getaffinity(0))
    return f"{_processor()}, {cores} cores, {platform.system()}, Python {platform.python_version()}"


def _processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
