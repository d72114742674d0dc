"""Run the database server so that it stops last: its clients get time to put things in order."""

import signal
import subprocess
import sys
import time

PATIENCE = 2.5


def main():
    """Run the command that is named on the command line until told to stop."""
    server = subprocess.Popen(sys.argv[1:], start_new_session=True)

    def stop(*ignored):
        time.sleep(PATIENCE)
        server.terminate()

    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, stop)
    sys.exit(server.wait())


if __name__ == "__main__":
    main()
