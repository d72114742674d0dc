"""Whether a text says anything: neither blanks nor fillers nor a dot are a reason or evidence."""

from unicodedata import category

# Letters by their category that no reader sees: the Hangul fillers, and a pattern without dots.
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def has_words(text: str) -> bool:
    """Whether a text has a letter or a digit that can be seen."""
    return any(category(sign)[0] in "LN" and sign not in FILLERS for sign in text)


def is_seen(text: str) -> bool:
    """Whether a text has such a sign or a picture, as a comment that is quoted may be an emoji."""
    return has_words(text) or any(category(sign) == "So" and sign not in FILLERS for sign in text)
