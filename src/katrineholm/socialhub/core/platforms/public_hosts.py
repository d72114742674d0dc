"""Public host names."""

import re

LOCAL = re.compile(
    r"(?:.*\.)?(?:local|localhost|localdomain|internal|intranet|private|corp|lan|home|home\.arpa)"
)
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")


def is_public_host(netloc: str) -> bool:
    """Return whether a host, lower case and ASCII, is a name in public DNS, without a look-up.

    Anything that a browser takes for an IP address is not (its last part is a number, as in
    127.1 or 0x7f.1).
    """
    host = re.sub(r":\d+$", "", netloc)
    if host.startswith("[") or "." not in host or LOCAL.fullmatch(host):
        return False
    return not NUMBER.fullmatch(host.rpartition(".")[2])
