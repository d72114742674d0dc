"""What proves that nothing has been changed: canonical JSON, hashes and a chain of them.

Canonical JSON is RFC 8785's, hashes are SHA-256 in hexadecimal.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import rfc8785

from .plain import Data

GENESIS = "0" * 64
# What evidence tells of the channel, which may be gone when it is read.
ABOUT = ("title", "address", "service", "administration")
# What a line of a log tells when what was given with its step has been disposed of.
ERASED = {"erased": True}


def canonical(value: Any) -> bytes:
    """Plain data as canonical JSON. Whole numbers must lie within ±(2^53 - 1)."""
    return rfc8785.dumps(value)


def fingerprint(data: bytes) -> str:
    """The hash of some bytes."""
    return sha256(data).hexdigest()


def linked(line: Data, before: str) -> dict[str, Any]:
    """A line of a log with its hash, which covers the hash ``before`` it."""
    whole = {**line, "before": before}
    return {**whole, "hash": fingerprint(canonical(whole))}


def first_broken(lines: Iterable[Data], *, erased_before: int = 0) -> int | None:
    """The position (0 is the first) of the first line that is not as it was linked; or None.

    A line that was changed, taken out, put in or moved breaks the chain. Of lines before
    ``erased_before`` only the links may be left: what they told is gone, and their hash is taken
    for what it was.
    """
    before = GENESIS
    for position, line in enumerate(lines):
        is_erased = position < erased_before and line.get("given") == ERASED
        if not (line.get("before") == before if is_erased else _is_linked(line, before)):
            return position
        before = line["hash"]
    return None


def sealed(evidence: Data, hashes: Mapping[str, str]) -> dict[str, Any]:
    """Evidence with the hash of each file, by its name, and one over all of it."""
    whole = {**evidence, "files": dict(sorted(hashes.items()))}
    return {**whole, "hash": fingerprint(canonical(whole))}


def is_intact(evidence: Data, hashes: Mapping[str, str]) -> bool:
    """Whether sealed evidence is what was sealed, with files that have these hashes now.

    Files that it does not name were added later.
    """
    plain = {name: value for name, value in evidence.items() if name not in ("files", "hash")}
    named = {name: hashes[name] for name in evidence.get("files", ()) if name in hashes}
    return sealed(plain, named) == dict(evidence)


def _is_linked(line: Data, before: str) -> bool:
    plain = {name: value for name, value in line.items() if name not in ("before", "hash")}
    return dict(line) == linked(plain, before)
