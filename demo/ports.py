"""Say which port the feed server gets: the one it had, the one after the site's, or a free one."""

import os
import socket
import sys
from pathlib import Path


def main():
    """Print the port; end with a clear message where the site's own port is taken."""
    site = int(sys.argv[1])
    if not is_free(site):
        sys.exit(f"Port {site} is in use. Choose another one: PORT={site + 10} make start")
    print(next(port for port in wishes(site) if port != site and is_free(port)))


def wishes(site):
    """Ports in the order of preference, the last one whatever is free."""
    known = Path("feeds.port")
    if os.environ.get("FEEDS_PORT"):
        yield int(os.environ["FEEDS_PORT"])
    if known.exists():
        yield int(known.read_text())
    yield site + 1
    with socket.create_server(("127.0.0.1", 0)) as any_port:
        free = any_port.getsockname()[1]
    yield free


def is_free(port):
    """Whether a server can listen on the port."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
