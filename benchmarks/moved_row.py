"""A hub that moves house: whether all of it is there, how long it takes, and in what memory.

100,000 entries and 10,000 messages, and a tenth of both; ``BENCH_MOVED=10000`` measures the first
number alone. ``socialhub export-site`` and ``import-site`` run in processes of their own, Zope's
start included; what counts is the processor's time. What has arrived is written into an archive
again: the same lines. The sites are kept in ``var/bench``.
"""

import json
import os
import sys
from dataclasses import dataclass

import running
from bench import Bench
from kept import code, kept, scripts
from result import Result
from running import used

from katrineholm.socialhub.core.files.hub_archive import manifest_items, unpack_archive

SIZES = [int(each) for each in (os.environ.get("BENCH_MOVED") or "10000 100000").split()]
MESSAGES = 10  # entries for each of them
CHANNELS = 50
SITE = ("--conf", "etc/offline.conf", "--site", running.SITE)
LEAVE, ARRIVE = ((str(running.BIN / "socialhub"), each) for each in ("export-site", "import-site"))
OUT, BACK = "hub.tar", "again.tar"


@dataclass(frozen=True, slots=True)
class Moved:
    """Seconds of the processor and MB of memory to leave and to arrive; MB of the archive."""

    entries: int
    left: tuple[float, float]
    arrived: tuple[float, float]
    size: float
    is_same: bool


def measure(bench: Bench) -> list[Result]:
    """The rows on what has arrived, and on memory."""
    moved = [_moved(bench, number) for number in SIZES]
    return [_row(moved[-1]), *(_against(*moved) if len(moved) == 2 else [])]


def _moved(bench, number):
    files = [*code("profiles", "accounts", "core/timeline", "core/messages")]
    files += scripts("fill", "posts", "posted", "said", "messaged")
    folder = kept(f"moved-{number}", files, lambda new: _fill(bench, new, number), bench.told)
    empty = running.new_folder(bench.folder / f"empty-{number}")
    running.run(empty, sys.executable, str(running.HERE / "emptied.py"))
    archive, again = bench.folder / f"{number}-{OUT}", bench.folder / f"{number}-{BACK}"
    bench.told(f"Moving {number:,} entries …")
    left = used(folder, *LEAVE, *SITE, str(archive))
    arrived = used(empty, *ARRIVE, *SITE, str(archive))
    used(empty, *LEAVE, *SITE, str(again))
    first, second = (_told(bench, each) for each in (archive, again))
    size = archive.stat().st_size / 2**20
    archive.unlink()
    again.unlink()
    return Moved(number, left, arrived, size, first == second)


def _fill(bench, folder, number):
    for script, *words in (
        ("fill", str(bench.port), str(CHANNELS)),
        ("posted", str(number)),
        ("messaged", str(number // MESSAGES)),
    ):
        running.run(folder, sys.executable, str(running.HERE / f"{script}.py"), *words)


def _told(bench, archive):
    """The counts that an archive tells, and the hash of each of its files but the first."""
    folder = bench.folder / f"{archive.name}-unpacked"
    folder.mkdir()
    counts = unpack_archive(archive, folder)["counts"]
    return json.dumps(counts, sort_keys=True), list(manifest_items(folder))[1:]


def _row(moved):
    what = f"counts and hashes of {moved.entries:,} entries that have moved house, not the same"
    seconds = f"left in {moved.left[0]:.0f} s, arrived in {moved.arrived[0]:.0f} s"
    return Result(what, f"{moved.size:,.0f} MB, {seconds}", float(not moved.is_same), 0, unit="")


def _against(small, large):
    for name in ("left", "arrived"):
        few, many = (getattr(each, name) for each in (small, large))
        what = (
            f"memory of a hub that has {name}, {large.entries:,} entries against {small.entries:,}"
        )
        notes = (f"{many[0]:.0f} s against {few[0]:.0f} s of the processor",)
        figures = f"{many[1]:.0f} MB : {few[1]:.0f} MB"
        yield Result(what, figures, many[1] / few[1], 1.2, notes=notes)
