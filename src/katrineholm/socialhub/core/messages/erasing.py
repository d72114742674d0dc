"""The disposal of a message (T20): only who did which step when, and hashes, remain.

Texts, files and evidence are removed from the stored objects; an older state of the database holds
them until it is packed.
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
    """Remove the content of a message; return the values for the line that records this.

    ``captured``, ``files`` and ``evidence`` are the hashes of the removed content, ``facts`` those
    stated last, ``origin`` how it came in, ``receipts`` the receipt numbers given for it, and
    ``log`` a hash over all remaining lines. ``registered`` is its entry in the diary.
    """
    lines = list(message["log"].values())
    remains = {
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
    return remains | {"log": hash_of(lines)}


def nameless(source: str) -> str:
    """Return a hash of where a message came from: enough to recognise it, without a URL."""
    return f"sha256:{fingerprint(source.encode())}"


def hash_of(lines: Iterable[Data]) -> str:
    """Return the hash over some lines of a log."""
    return fingerprint(canonical([dict(line) for line in lines]))


def _registered(lines: Iterable[Data]) -> dict[str, Any]:
    """Return the diary's entry, which outlasts the message and therefore remains in the log."""
    found = [line for line in lines if line["step"] == "register"]
    if not found:
        return {}
    fields = TRANSITIONS["register"].asks
    given = {name: found[-1]["given"][name] for name in fields if name in found[-1]["given"]}
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
