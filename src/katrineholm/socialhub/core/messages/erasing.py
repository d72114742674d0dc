"""What is left of a message that has been disposed of (T20): who did what when, and hashes.

Texts, files and evidence are gone from what is stored; an older state of the database holds them
until it is packed.
"""

from collections.abc import Iterable, Mapping

from .captured import erased
from .completing import files_told
from .numbering import told
from .sealing import ERASED, canonical, fingerprint

STEP = "dispose"


def erase(root, message) -> dict:
    """Take the content out of a message; gives what the line that tells of it is to hold.

    ``captured``, ``files`` and ``evidence`` are the hashes of what was there, and ``log`` one over
    all lines as they are left.
    """
    lines = list(message["log"].values())
    kept = {
        "captured": fingerprint(canonical(dict(message["captured"]))),
        "files": sorted(files_told(lines).values()),
        "evidence": [seal["hash"] for seal in message["seals"].values()],
    }
    passed_over = told(lines[0]["given"])
    if address := message["captured"].get("permalink"):
        root["addresses"].remove((address, message["number"]))
    del root["sources"][message["source"]]
    message["source"] = nameless(message["source"])
    root["sources"][message["source"]] = message["number"]
    blank = erased(message["captured"])
    message["captured"].clear()
    message["captured"].update(blank)
    message["files"].clear()
    message["seals"].clear()
    for line in lines:
        line["given"] = dict(ERASED)
    return kept | passed_over | {"log": hash_of(lines)}


def nameless(source: str) -> str:
    """What is left of where a message came from: enough to know it again, and no address."""
    return f"sha256:{fingerprint(source.encode())}"


def hash_of(lines: Iterable[Mapping]) -> str:
    """The hash over some lines of a log."""
    return fingerprint(canonical([dict(line) for line in lines]))
