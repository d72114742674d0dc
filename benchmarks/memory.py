"""The most memory that a process and its children have held, as Linux counts it."""

import re
from pathlib import Path

MEGABYTE = 1024  # the kernel counts in kB


def peaks(pid: int) -> list[float]:
    """Peak resident sizes (VmHWM) in MB: the process first, then those below it."""
    own = [_peak(pid)] if _peak(pid) else []
    return own + [peak for child in _children(pid) for peak in peaks(child)]


def _peak(pid):
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / MEGABYTE if found else None


def _children(pid):
    found = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, file.read_text().split())
        except OSError:
            continue  # the thread has just ended
    return found
