"""Letters that a service wrote as the bytes of other letters, put right.

Meta writes each byte of UTF-8 as a letter of its own: ``rÃ¤ksmÃ¶rgÃ¥s`` for ``räksmörgås``.
"""

from typing import Any


def mended(value: Any) -> Any:
    """The same value with each of its texts put right, the keys too, for labels are keys.

    A text is mended wholly or not at all: one that holds any other letter was right.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [mended(each) for each in value]
    if isinstance(value, dict):
        return {_text(key): mended(each) for key, each in value.items()}
    return value


def _text(text: str) -> str:
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
