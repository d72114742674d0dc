"""Say which ports the feed server and the mail server get: those they had, or free ones.

Volto's is left free: it starts after them.
"""

import os
import socket
import sys
from pathlib import Path

SERVERS = ("feeds", "post")


def main():
    """Print the ports; end with a clear message where the site's own port is taken."""
    site = int(sys.argv[1])
    if not is_free(site):
        sys.exit(f"Port {site} is in use. Choose another one: PORT={site + 10} make start")
    taken = [site, int(os.environ.get("FRONTEND_PORT", site))]
    for number, name in enumerate(SERVERS, 1):
        wanted = wishes(name, site + number)
        taken.append(next(port for port in wanted if port not in taken and is_free(port)))
    print(*taken[2:])


def wishes(name, first):
    """A server's ports in the order of preference, the last one whatever is free."""
    known = Path(f"{name}.port")
    if ordered := os.environ.get(f"{name.upper()}_PORT"):
        yield int(ordered)
    if known.exists():
        yield int(known.read_text())
    yield first
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
