"""Honcho, which also ends its processes in good order when their terminal is closed."""

import os
import signal
import sys

from honcho.command import main


def hang_up(*ignored):
    """End as on SIGTERM; the terminal is gone, so nothing can be written to it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    signal.signal(signal.SIGHUP, hang_up)
    main()
