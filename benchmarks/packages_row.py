"""Packages for the archive: how long one takes, and how much memory.

Of 10,000 entries with 2,000 pictures, and of ten times as many; ``BENCH_PACKED=10000`` measures
the first alone. Of 1,000 and 10,000 entries with a picture each, against a process that reads each
entry and picture once and hashes it. ``socialhub pack`` makes them in a process of its own, Zope's
start included. What counts is the processor's time, since others may use the machine. The sites are
kept in ``var/bench``.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import running
from bench import Bench
from kept import code, kept, scripts
from result import Result

from katrineholm.socialhub.core.files.package_check import package_errors

SIZES = [int(each) for each in (os.environ.get("BENCH_PACKED") or "10000 100000").split()]
PICTURES = 5  # entries for each of them
PICTURED = (1_000, 10_000)
PACK = (str(running.BIN / "socialhub"), "pack", "--conf", "etc/offline.conf")
PERIOD = ("--from", "2000-01-01", "--to", "2030-01-01")


@dataclass(frozen=True, slots=True)
class Packed:
    """What a package took: seconds of the processor, MB of memory and of the file.

    ``hashing`` are the seconds of a process that reads and hashes the entries and pictures.
    """

    entries: int
    seconds: float
    memory: float
    size: float
    hashing: float


def measure(bench: Bench) -> list[Result]:
    """The rows on time and memory."""
    packed = [_packed(bench, number) for number in SIZES]
    rows = [*_rows(packed[0])]
    pictured = [_packed(bench, number, 1) for number in PICTURED]
    rows += _pictured_rows(*pictured)
    return rows + (_against(*packed) if len(packed) == 2 else [])


def _packed(bench, number, every=PICTURES):
    files = [*code("accounts", "core/timeline"), *scripts("fill", "posts", "pictured", "said")]
    name = f"packed-{number}" if every == PICTURES else f"pictured-{number}"
    folder = kept(name, files, lambda new: _fill(bench, new, number, every), bench.told)
    bench.told(f"Packing {number:,} entries …")
    for old in (folder / "packages").glob("*"):
        old.unlink()
    (folder / "packages").mkdir(exist_ok=True)
    order = [*PACK, "--site", running.SITE, "--channel", (folder / "channel").read_text().strip()]
    with open(folder / "run.log", "a") as log:
        command = [*order, *PERIOD, "--folder", "packages"]
        begun = subprocess.Popen(
            command, cwd=folder, env=running.ENVIRONMENT, stderr=log, stdout=subprocess.PIPE
        )
        told = json.loads(begun.stdout.read())
        _pid, _status, usage = os.wait4(begun.pid, 0)
    begun.returncode = 0
    for each in told:
        if found := list(package_errors(folder / each["file"])):
            raise ValueError(f"The package is not whole: {found[:3]}")
    size = sum(each["size"] for each in told) / 2**20
    return Packed(number, *_used(usage), size, _hashing_seconds(folder))


def _used(usage):
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _hashing_seconds(folder):
    """Return the processor's seconds of a process that reads and hashes what is packed."""
    script = [sys.executable, str(running.HERE / "hashed.py"), (folder / "channel").read_text()]
    begun = subprocess.Popen(script, cwd=folder, env=running.ENVIRONMENT)
    _pid, status, usage = os.wait4(begun.pid, 0)
    begun.returncode = status
    if status:
        raise ValueError("What is packed cannot be read.")
    return _used(usage)[0]


def _fill(bench, folder, number, every):
    running.run(folder, sys.executable, str(running.HERE / "fill.py"), str(bench.port), "1")
    script = [sys.executable, str(running.HERE / "pictured.py"), str(number)]
    told = subprocess.run(
        [*script, str(number // every)],
        cwd=folder,
        env=running.ENVIRONMENT,
        stdout=subprocess.PIPE,
        check=True,
    )
    Path(folder, "channel").write_bytes(told.stdout)


def _rows(packed):
    what = f"package of {packed.entries:,} entries with {packed.entries // PICTURES:,} pictures"
    figures = f"{packed.size:,.0f} MB"
    return [
        Result(f"{what}, time", figures, packed.seconds, 300, unit="s"),
        Result(f"{what}, memory", figures, packed.memory, 300, unit="MB"),
    ]


def _pictured_rows(small, large):
    what = f"package of {large.entries:,} entries with a picture each"
    seconds = f"{large.seconds:.1f} s : {large.hashing:.1f} s"
    memory = f"{large.memory:.0f} MB : {small.memory:.0f} MB"
    ratio, more = large.seconds / large.hashing, large.memory / small.memory
    return [
        Result(f"{what} against reading and hashing them, time", seconds, ratio, 2),
        Result(f"{what} against {small.entries:,}, memory", memory, more, 1.2),
    ]


def _against(small, large):
    what = f"package of {large.entries:,} entries against {small.entries:,}"
    seconds = f"{large.seconds:.0f} s : {small.seconds:.0f} s"
    memory = f"{large.memory:.0f} MB : {small.memory:.0f} MB"
    return [
        Result(f"{what}, time", seconds, large.seconds / small.seconds, 12),
        Result(f"{what}, memory", memory, large.memory / small.memory, 1.2),
    ]
