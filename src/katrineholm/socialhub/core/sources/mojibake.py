"""Texts that a service garbled, repaired.

Meta writes each byte of UTF-8 as a letter of its own: ``rÃ¤ksmÃ¶rgÃ¥s`` for ``räksmörgås``.
"""

from typing import Any


def repair_mojibake(value: Any) -> Any:
    """Return the value with all texts and keys repaired.

    A text with letters that cannot be bytes of UTF-8 is left as it is.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [repair_mojibake(each) for each in value]
    if isinstance(value, dict):
        return {_text(key): repair_mojibake(each) for key, each in value.items()}
    return value


def _text(text: str) -> str:
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
