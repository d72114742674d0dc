"""Hashes of texts. Imports nothing: parser processes have no use for a database."""

from hashlib import sha256


def digest(text: str) -> str:
    """Return the SHA-256 of a text in 64 hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
