"""Volto's hub against its plain page, as ``frontend/run measure`` takes turns with them.

Volto's production server writes both, on a demonstration of its own. Requests per second of the
processor's own time count, of the site and of Volto's server together, as in ``pages``. It needs
Node, and builds Volto first where it has not been built.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from statistics import median

import running
from bench import Bench
from result import Result

LEG = running.HERE.parent / "frontend" / "run"
DEMAND = 0.85


def measure(bench: Bench) -> list[Result]:
    """The row on the hub."""
    folder = bench.folder / "volto"
    folder.mkdir()
    bench.told("Volto writes its hub and a plain page in turns …")
    return [row(_turns(folder))]


def row(turns: list[dict]) -> Result:
    """Return the row of turns: of each page ``rate`` a second, ms in ``site`` and in ``volto``."""
    speeds = [{page: 1000 / _cost(told) for page, told in turn.items()} for turn in turns]
    figures = " : ".join(f"{median(each[page] for each in speeds):.1f}" for page in turns[0])
    return Result.of(
        "Volto's hub against its plain page",
        f"{figures} requests/s",
        [each["hub"] / each["plain"] for each in speeds],
        DEMAND,
        at_most=False,
        notes=(*_shares(turns), _by_clock(turns)),
    )


def _cost(told):
    return told["site"] + told["volto"]


def _shares(turns) -> Iterable[str]:
    for page in turns[0]:
        site, volto = (median(turn[page][each] for turn in turns) for each in ("site", "volto"))
        yield f"{page}: {site:.1f} ms in the site, {volto:.1f} ms in Volto's server"


def _by_clock(turns):
    ratio = median(turn["hub"]["rate"] / turn["plain"]["rate"] for turn in turns)
    return f"by the clock {ratio:.2f} ×"


def _turns(folder: Path) -> list[dict]:
    """What the leg measured, on ports that are free."""
    written = folder / "turns.json"
    ports = {name: str(running.free_port()) for name in ("PORT", "FRONTEND_PORT")}
    data = {"DEMO_VAR": str(folder / "var"), "MEASURED": str(written)}
    running.run(folder, str(LEG), "measure", **data, **ports)
    return json.loads(written.read_text())
