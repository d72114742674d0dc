"""Safe regular expressions; the only module that imports RE2.

RE2 needs time in proportion to the text for any pattern, and refuses patterns that need much
memory, whereas a few characters can block Python's own engine for ever. But RE2 only counts ASCII
letters as parts of words, so that ``\\bål\\b`` would never match. Matching ignores case, which
frees A to Z to represent the other letters of our languages.
"""

import re
from collections.abc import Callable

import re2

from ... import _
from ...site.pages.refusals import RefusedValue

LONGEST = 200
MOST = 20
# Swedish and its neighbours, the minorities' languages, and other letters of common names.
_LETTERS = str.maketrans(
    dict(zip("åäöæøéáčđŋšŧžïèüñçêóíúðþýß", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=True))
)
# An escaped character, a named class, or a group with an extension.
_SPECIAL = re.compile(r"\\[pP]\{\^?\w+\}|\\.|\[:\^?\w+:\]|\(\?.", re.DOTALL)
_SILENT = re2.Options()
_SILENT.log_errors = False


def text_matcher(pattern: str) -> Callable[[str], bool]:
    """Return a case-insensitive check of texts by a pattern. Raise ValueError if it is invalid."""
    if any(each[0].startswith("(?") and each[0] != "(?:" for each in _SPECIAL.finditer(pattern)):
        raise ValueError(pattern)
    try:
        found = re2.compile(_translated_pattern(pattern), _SILENT)
    except (re2.error, UnicodeError) as error:
        raise ValueError(pattern) from error
    return lambda text: found.search(_translated_text(text)) is not None


def is_valid_pattern(value: str) -> bool:
    """Return True for a valid pattern. Raise RefusedValue with the reason for any other."""
    try:
        text_matcher(value)
    except ValueError as error:
        sentence = _(
            "The pattern cannot be read: ${pattern}. See that brackets are closed. There is "
            "nothing that looks ahead or back, no group with a name or a setting, no reference "
            "to a group, and no repetition above 1,000.",
            mapping={"pattern": value[:LONGEST]},
        )
        raise RefusedValue(sentence, value) from error
    return True


def _translated_pattern(pattern: str) -> str:
    """Return the pattern as ``_translated_text``, with its special parts unchanged."""
    parts, end = [], 0
    for special in _SPECIAL.finditer(pattern):
        parts += [_translated_text(pattern[end : special.start()]), special[0]]
        end = special.end()
    return "".join((*parts, _translated_text(pattern[end:])))


def _translated_text(text: str) -> str:
    return text.lower().translate(_LETTERS)
