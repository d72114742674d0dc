"""What is left of a message that has been disposed of (T20): who did what when, and hashes.

Texts, files and evidence are gone from what is stored; an older state of the database holds them
until it is packed.
"""

from collections.abc import Iterable
from typing import Any

from ..search.index import take_out
from .captured import erased
from .completing import files_told
from .flow import TRANSITIONS
from .layout import ANEW, BY_ADDRESS, LETTERS, SEARCH, mail_ids
from .plain import Data, Kept
from .sealing import ERASED, canonical, fingerprint

STEP, RECEIPT = "dispose", "receipt"


def erase(root: Kept, message: Kept) -> dict[str, Any]:
    """Take the content out of a message; gives what the line that tells of it is to hold.

    ``captured``, ``files`` and ``evidence`` are the hashes of what was there, ``facts`` what was
    stated last, ``origin`` how it came in, ``receipts`` the numbers that were given for it, and
    ``log`` a hash over all lines as they are left. ``registered`` is what the diary keeps of it.
    """
    lines = list(message["log"].values())
    kept = {
        "captured": fingerprint(canonical(dict(message["captured"]))),
        "files": sorted(files_told(lines).values()),
        "evidence": [seal["hash"] for seal in message["seals"].values()],
        "facts": dict(message["state"]["facts"]),
        "origin": dict(lines[0]["given"]["origin"]),
        "registered": _registered(lines),
        "receipts": [line["given"]["number"] for line in lines if line["step"] == RECEIPT],
    }
    _take_out(root, message)
    for id in mail_ids(lines):
        root.get(LETTERS, {}).pop(id, None)
    for line in lines:
        line["given"] = dict(ERASED)
    return kept | {"log": hash_of(lines)}


def nameless(source: str) -> str:
    """What is left of where a message came from: enough to know it again, and no address."""
    return f"sha256:{fingerprint(source.encode())}"


def hash_of(lines: Iterable[Data]) -> str:
    """The hash over some lines of a log."""
    return fingerprint(canonical([dict(line) for line in lines]))


def _registered(lines: Iterable[Data]) -> dict[str, Any]:
    """The diary outlasts what it registers, so the log tells still what stands in it."""
    found = [line for line in lines if line["step"] == "register"]
    if not found:
        return {}
    asked = TRANSITIONS["register"].asks
    given = {name: found[-1]["given"][name] for name in asked if name in found[-1]["given"]}
    return given | {"time": found[-1]["time"]}


def _take_out(root: Kept, message: Kept) -> None:
    for name in (SEARCH, ANEW):
        if name in root:
            take_out(root[name], message["number"])
    for tree, name in BY_ADDRESS.items():
        if address := message["captured"].get(name):
            root[tree].remove((address, message["number"]))
    del root["sources"][message["source"]]
    message["source"] = nameless(message["source"])
    root["sources"][message["source"]] = message["number"]
    blank = erased(message["captured"])
    message["captured"].clear()
    message["captured"].update(blank)
    message["files"].clear()
    message["seals"].clear()
