"""Checks for meaningful text, and error messages that several pages share."""

from re import compile as pattern
from unicodedata import category

from ... import _
from ...core.feeds.text import scrub
from .refusals import Refusal

NOTHING_WAITS = _("Nothing waits for you.")
NOTHING_MISSING = _("Nothing is missing.")
AND_MORE = _("And ${number} more.")
ANOTHER_CONFIRMS = _("Somebody else than you confirms it.")
# Invisible letters and signs: the Hangul fillers, a blank Braille pattern, a null notehead, and the
# object replacement character.
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\U0001d159\ufffc")
# Emoji that are no symbols by category: signs with an emoji selector (UTS 51), squares.
EMOJI = pattern("[\u203c\u2049\u2194#*\u3030]\ufe0f|[\u25fb-\u25fe]")


def has_words(text: str) -> bool:
    """Return whether a text has a visible letter or digit."""
    return any(category(sign)[0] in "LN" and sign not in FILLERS for sign in text)


def cleaned_words(text: str, longest: int) -> str:
    """Return a line of text, empty if no reader would see anything. Raise Refusal if too long."""
    text = scrub(" ".join(text.split()))
    if len(text) > longest:
        raise Refusal(_("Write at most ${longest} characters.", mapping={"longest": longest}))
    return text if has_words(text) else ""


def require_reason(text: str, longest: int) -> None:
    """Raise Refusal unless a text contains words and at most ``longest`` characters."""
    if not has_words(text):
        raise Refusal(_("Say why."))
    if len(text) > longest:
        said = {"limit": longest}
        raise Refusal(_("The reason may be ${limit} characters long at most.", mapping=said))


def is_visible(text: str) -> bool:
    """Return whether a text has a visible letter, digit, symbol or emoji."""
    is_symbol = any(category(sign) == "So" and sign not in FILLERS for sign in text)
    return is_symbol or has_words(text) or EMOJI.search(text) is not None
