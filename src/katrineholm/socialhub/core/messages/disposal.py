"""The disposal of a message (T20), after which only hashes, steps, people and times remain.

Texts, files and evidence are removed from the stored objects; an older state of the database still
has them until it is packed.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from ..search.index import unindex_document
from .content import erased_content, logged_files
from .data_types import Data, StoredMapping
from .flow import TRANSITIONS
from .integrity import ERASED_VALUES, canonical_json, sha256_hex
from .layout import BY_URL, NEXT_SEARCH, SEARCH, SENT_MAILS, mail_ids

DISPOSAL_STEP, RECEIPT_STEP = "dispose", "receipt"
PROPOSAL_STEP, WITHDRAWAL_STEP = "propose-disposal", "withdraw-disposal"


def erase_message(root: StoredMapping, message: StoredMapping) -> dict[str, Any]:
    """Remove the content of a message; return the values for the log's line about the disposal.

    ``captured``, ``files`` and ``evidence`` are the hashes of the removed content, ``facts`` the
    facts stated last, ``origin`` how it came in, ``receipts`` the receipt numbers given for it, and
    ``log`` a hash over all remaining lines. ``registered`` is its entry in the diary.
    """
    lines = list(message["log"].values())
    remains = {
        "captured": sha256_hex(canonical_json(dict(message["captured"]))),
        "files": sorted(logged_files(lines).values()),
        "evidence": [seal["hash"] for seal in message["seals"].values()],
        "facts": dict(message["state"]["facts"]),
        "origin": dict(lines[0]["given"]["origin"]),
        "registered": _diary_entry(lines),
        "receipts": [line["given"]["number"] for line in lines if line["step"] == RECEIPT_STEP],
    }
    _remove_content(root, message)
    for id in mail_ids(lines):
        root.get(SENT_MAILS, {}).pop(id, None)
    for line in lines:
        line["given"] = dict(ERASED_VALUES)
    return remains | {"log": log_hash(lines)}


def open_proposal(lines: Sequence[Data]) -> Data | None:
    """Return the line of the proposal to dispose of a message, closed last before; else None."""
    closed = max((at for at, line in enumerate(lines) if line["step"] == "close"), default=-1)
    steps = (PROPOSAL_STEP, WITHDRAWAL_STEP)
    found = [line for line in lines[closed + 1 :] if closed >= 0 and line["step"] in steps]
    return found[-1] if found and found[-1]["step"] == PROPOSAL_STEP else None


def anonymous_source(source: str) -> str:
    """Return a hash of a message's source, by which it is recognised without its URL."""
    return f"sha256:{sha256_hex(source.encode())}"


def log_hash(lines: Iterable[Data]) -> str:
    """Return a hash over some lines of a log."""
    return sha256_hex(canonical_json([dict(line) for line in lines]))


def _diary_entry(lines: Iterable[Data]) -> dict[str, Any]:
    """Return the diary's entry, which outlasts the message and therefore remains in the log."""
    found = [line for line in lines if line["step"] == "register"]
    if not found:
        return {}
    fields = TRANSITIONS["register"].asks
    given = {name: found[-1]["given"][name] for name in fields if name in found[-1]["given"]}
    return given | {"time": found[-1]["time"]}


def _remove_content(root: StoredMapping, message: StoredMapping) -> None:
    for name in (SEARCH, NEXT_SEARCH):
        if name in root:
            unindex_document(root[name], message["number"])
    for tree, name in BY_URL.items():
        if address := message["captured"].get(name):
            root[tree].remove((address, message["number"]))
    del root["sources"][message["source"]]
    message["source"] = anonymous_source(message["source"])
    root["sources"][message["source"]] = message["number"]
    blank = erased_content(message["captured"])
    message["captured"].clear()
    message["captured"].update(blank)
    message["files"].clear()
    message["seals"].clear()
