"""Has mypy check the types: without a fault where it is strict, elsewhere by a number.

``make types`` and every commit run it. Where it is strict, and the number, which may only fall,
stand in pyproject.toml.
"""

import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
FAULT = ": error: "


def main() -> int:
    """The exit code, after telling what is wrong."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    wrong, told = verdict(faults(), strict(tools["mypy"]), tools["socialhub"]["type_faults"])
    print(told)
    return int(wrong)


def faults() -> list[str]:
    """The lines in which mypy tells of a fault; ends the program if it could not look."""
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--no-pretty"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stdout + done.stderr)
    return [line for line in done.stdout.splitlines() if FAULT in line]


def strict(settings: dict) -> list[str]:
    """Where every function has hints: the beginnings of the paths."""
    return [
        f"src/{module.removesuffix('*').replace('.', '/')}"
        for section in settings["overrides"]
        if section.get("disallow_untyped_defs")
        for module in section["module"]
    ]


def verdict(found: Iterable[str], places: Sequence[str], most: int) -> tuple[bool, str]:
    """Whether there is a fault too many, and a text that says what to do."""
    within, elsewhere = [], []
    for line in found:
        (within if line.startswith(tuple(places)) else elsewhere).append(line)
    if within:
        return True, "\n".join(within)
    if len(elsewhere) > most:
        more = f"{len(elsewhere)} faults of type, and {most} are let be: mend what is new."
        return True, "\n".join([*elsewhere, more])
    if len(elsewhere) < most:
        return False, f"Write type_faults = {len(elsewhere)} in pyproject.toml: it was {most}."
    return False, f"{most} faults of type are let be outside {', '.join(places)}"


if __name__ == "__main__":
    sys.exit(main())
