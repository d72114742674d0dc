"""Which names of hosts belong to the public web."""

import re

LOCAL = re.compile(
    r"(?:.*\.)?(?:local|localhost|localdomain|internal|intranet|private|corp|lan|home|home\.arpa)"
)
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")


def is_public(netloc: str) -> bool:
    """Whether a host, lower case and ASCII, is a name that anyone can look up.

    Numbers are not: what a browser takes for an IP address (its last part is a number, as in
    127.1 or 0x7f.1) names no account. No look-up is made.
    """
    host = re.sub(r":\d+$", "", netloc)
    if host.startswith("[") or "." not in host or LOCAL.fullmatch(host):
        return False
    return not NUMBER.fullmatch(host.rpartition(".")[2])
