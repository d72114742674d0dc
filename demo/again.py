"""Run a command, and again when it was killed: ``python again.py COMMAND …``.

The process manager ends the whole demonstration when one process ends, but a worker may be killed.
"""

import signal
import sys

from child import end_within, start

PATIENCE = 3  # seconds; the manager's own are five, and it can end only what it has begun itself


def main(command):
    """Run the command until it ends by itself or is told to; its exit status."""
    ended, process = False, None

    def end(number, _frame):
        nonlocal ended
        ended = True
        if process:
            end_within(PATIENCE, process, number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    while not ended:
        # A session of its own, whose leader it is: the worker makes itself nice there.
        process = start(command)
        status = process.wait()
        if status >= 0:
            return status
        print(f"Ended by signal {-status}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
