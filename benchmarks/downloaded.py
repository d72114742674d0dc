"""A service's download brought in by the command: time, memory, and what a second time does.

The database is served by ZEO, as on a real machine; the memory is the whole process's.
"""

import json
import os
import sys
import time
from pathlib import Path

import fill
import running
from bench import Bench
from result import Result

POSTS = int(os.environ.get("BENCH_POSTS") or 10_000)
PICTURES = int(os.environ.get("BENCH_PICTURES") or 3_000)
CHANNELS = 50
CHANNEL = f"{fill.HUB}/forvaltning-0/kanal-0"


def measure(bench: Bench) -> list[Result]:
    """The rows on time, on memory, and on bytes and doubles of a second time."""
    folder = bench.copy(bench.made_with(CHANNELS))
    file = bench.folder / "download.zip"
    bench.told(f"Making a download of {POSTS:,} posts with {PICTURES:,} pictures …")
    made = (str(running.HERE / "download_made.py"), str(file), str(POSTS), str(PICTURES))
    running.run(bench.folder, sys.executable, *made)
    with running.database(folder):
        bench.told("Bringing it in …")
        first = _brought_in(folder, file)
        before = _bytes(folder)
        bench.told("Bringing it in once more …")
        second = _brought_in(folder, file)
        added = _bytes(folder) - before
    return _rows(first, second, added, file)


def _brought_in(folder, file):
    """Seconds, MB at most, and what was done."""
    log = folder / "run.log"
    log.unlink(missing_ok=True)
    began = time.monotonic()
    command = (str(running.BIN / "socialhub"), "import-download", str(file))
    peak = running.peak(folder, *command, "--site", running.SITE, "--channel", CHANNEL)
    seconds = time.monotonic() - began
    text = log.read_text()
    return seconds, peak, json.loads(text[text.index("{\n") :])["done"]


def _bytes(folder: Path):
    """What the database and its blobs take."""
    files = [*folder.glob("**/*.fs"), *(folder / "blobs").rglob("*.blob")]
    return sum(file.stat().st_size for file in files)


def _rows(first, second, added, file):
    seconds, peak, done = first
    again, _peak, same = second
    if (done["new"], same["same"]) != (POSTS, POSTS):
        raise RuntimeError(f"{done}, then {same} of {POSTS}")
    what = f"download of {POSTS:,} posts with {PICTURES:,} pictures"
    size = f"{file.stat().st_size / 2**20:.0f} MB"
    return [
        Result(what, f"{size} in {seconds:.0f} s", seconds / 60, 10, unit="min"),
        Result(f"peak memory of the {what}", f"{peak:.0f} MB", peak, 300, unit="MB"),
        Result(
            f"bytes added by the same {what} once more",
            f"{same['new']} doubles, {again:.0f} s",
            added / 1000,
            1,
            unit="kB",
        ),
    ]
