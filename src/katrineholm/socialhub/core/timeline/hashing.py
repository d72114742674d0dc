"""Hashes of texts, without any import: the processes of parsers need no database."""

from hashlib import sha256


def digest(text: str) -> str:
    """Return the SHA-256 of a text as 64 hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
