"""Whether a text says anything: neither blanks nor fillers nor a dot are a reason or evidence.

And a few sentences that pages of several rooms say.
"""

from re import compile as pattern
from unicodedata import category

from ... import _

NOTHING_WAITS = _("Nothing waits for you.")
NOTHING_MISSING = _("Nothing is missing.")
MORE = _("And ${number} more.")
ANOTHER_CONFIRMS = _("Somebody else than you confirms it.")
# Letters and signs by their category that no reader sees: the Hangul fillers, a pattern without
# dots, a note without a head, and the place of a picture that was not copied along.
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\U0001d159\ufffc")
# Emoji that are no symbols by their category: signs that are to be shown as one (UTS 51), squares.
EMOJI = pattern("[\u203c\u2049\u2194#*\u3030]\ufe0f|[\u25fb-\u25fe]")


def has_words(text: str) -> bool:
    """Whether a text has a letter or a digit that can be seen."""
    return any(category(sign)[0] in "LN" and sign not in FILLERS for sign in text)


def is_seen(text: str) -> bool:
    """Whether a text has such a sign or a picture, as a comment that is quoted may be an emoji."""
    is_symbol = any(category(sign) == "So" and sign not in FILLERS for sign in text)
    return is_symbol or has_words(text) or EMOJI.search(text) is not None
