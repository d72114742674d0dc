"""A process in a session of its own, which yet never outlives who has begun it.

What is left over would hold the terminal, the ports and the database: the process manager would
wait for it for ever, and the next start would not work.
"""

import ctypes
import os
import signal
import subprocess
import sys

PR_SET_PDEATHSIG = 1  # prctl(2)


def start(command):
    """Begin a command; Linux ends it, too, when this process is killed."""
    is_linux = sys.platform == "linux"
    libc = ctypes.CDLL(None) if is_linux else None

    def die_with_parent():
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    return subprocess.Popen(
        command, start_new_session=True, preexec_fn=die_with_parent if is_linux else None
    )


def end_within(seconds, process, number):
    """Send a signal, and end the process and its own for certain once the seconds are over."""

    def kill(*ignored):
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)

    signal.signal(signal.SIGALRM, kill)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    process.send_signal(number)
