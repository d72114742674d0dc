"""Run the database server so that it stops last: its clients get time to put things in order."""

import signal
import sys
import time

from child import end_within, start

PATIENCE, AFTER = 2.5, 1.5  # seconds


def main():
    """Run the command that is named on the command line until told to stop."""
    server = start(sys.argv[1:])

    def stop(*ignored):
        time.sleep(PATIENCE)
        end_within(AFTER, server, signal.SIGTERM)

    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, stop)
    sys.exit(server.wait())


if __name__ == "__main__":
    main()
