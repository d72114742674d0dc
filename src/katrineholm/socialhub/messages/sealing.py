"""What proves that nothing has been changed: canonical JSON, hashes and a chain of them.

Canonical JSON is RFC 8785's, hashes are SHA-256 in hexadecimal.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256

import rfc8785

GENESIS = "0" * 64


def canonical(value: object) -> bytes:
    """Plain data as canonical JSON. Whole numbers must lie within ±(2^53 - 1)."""
    return rfc8785.dumps(value)


def fingerprint(data: bytes) -> str:
    """The hash of some bytes."""
    return sha256(data).hexdigest()


def linked(line: Mapping, before: str) -> dict:
    """A line of a log with its hash, which covers the hash ``before`` it."""
    whole = {**line, "before": before}
    return {**whole, "hash": fingerprint(canonical(whole))}


def first_broken(lines: Iterable[Mapping]) -> int | None:
    """The position (0 is the first) of the first line that is not as it was linked; or None.

    A line that was changed, taken out, put in or moved breaks the chain.
    """
    before = GENESIS
    for position, line in enumerate(lines):
        plain = {name: value for name, value in line.items() if name not in ("before", "hash")}
        if dict(line) != linked(plain, before):
            return position
        before = line["hash"]
    return None


def sealed(evidence: Mapping, files: Mapping[str, bytes]) -> dict:
    """Evidence with the hash of each file, by its name, and one over all of it."""
    hashes = {name: fingerprint(data) for name, data in sorted(files.items())}
    whole = {**evidence, "files": hashes}
    return {**whole, "hash": fingerprint(canonical(whole))}


def is_intact(evidence: Mapping, files: Mapping[str, bytes]) -> bool:
    """Whether sealed evidence and its files are what was sealed."""
    plain = {name: value for name, value in evidence.items() if name not in ("files", "hash")}
    return sealed(plain, files) == dict(evidence)
