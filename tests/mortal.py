"""What a test has begun does not outlive it, not even where the test is killed.

What is left over would hold its memory, its ports and its part of the processor.
"""

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1  # prctl(2)
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(number: int = signal.SIGKILL) -> None:
    """To be called by a process that has just begun; Linux sends it this when its parent ends."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, number)
