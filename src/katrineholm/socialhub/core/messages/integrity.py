"""Proof that data have not been changed: canonical JSON, hashes, and chains of hashes.

Canonical JSON is that of RFC 8785, and hashes are SHA-256 in hexadecimal.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import rfc8785

from .data_types import Data

GENESIS = "0" * 64
# Facts of the channel in the evidence, since the channel may be gone when it is read.
CHANNEL_FIELDS = ("title", "address", "service", "administration")
# The values of a log's line whose own values have been disposed of.
ERASED_VALUES = {"erased": True}


def canonical_json(value: Any) -> bytes:
    """Return plain data as canonical JSON; integers must be within ±(2^53 - 1)."""
    return rfc8785.dumps(value)


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return sha256(data).hexdigest()


def chained_line(line: Data, before: str) -> dict[str, Any]:
    """Return a log's line with its hash, which also covers ``before``, the previous hash."""
    whole = {**line, "before": before}
    return {**whole, "hash": sha256_hex(canonical_json(whole))}


def first_broken_line(lines: Iterable[Data], *, erased_before: int = 0) -> int | None:
    """Return the position (from 0) of the first line that breaks a log's chain of hashes, or None.

    A line that was changed, removed, inserted or moved breaks the chain. Lines before
    ``erased_before`` may have lost their content; then their stored hash is taken as correct.
    """
    before = GENESIS
    for position, line in enumerate(lines):
        is_erased = position < erased_before and line.get("given") == ERASED_VALUES
        if not (line.get("before") == before if is_erased else _is_linked(line, before)):
            return position
        before = line["hash"]
    return None


def sealed_evidence(evidence: Data, hashes: Mapping[str, str]) -> dict[str, Any]:
    """Return evidence sealed with each file's hash, by its name, and a hash over all of it."""
    whole = {**evidence, "files": dict(sorted(hashes.items()))}
    return {**whole, "hash": sha256_hex(canonical_json(whole))}


def is_seal_intact(evidence: Data, hashes: Mapping[str, str]) -> bool:
    """Return whether sealed evidence and the files named in it are unchanged."""
    plain = {name: value for name, value in evidence.items() if name not in ("files", "hash")}
    named = {name: hashes[name] for name in evidence.get("files", ()) if name in hashes}
    return sealed_evidence(plain, named) == dict(evidence)


def _is_linked(line: Data, before: str) -> bool:
    plain = {name: value for name, value in line.items() if name not in ("before", "hash")}
    return dict(line) == chained_line(plain, before)
