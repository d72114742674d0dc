"""A text in short. Imports nothing: parser processes have no use for a database."""

from hashlib import sha256


def digest(text: str) -> str:
    """64 hexadecimal digits that no other text has (SHA-256)."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
