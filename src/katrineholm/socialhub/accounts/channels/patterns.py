"""Regular expressions that cannot run away; the only door to RE2.

RE2 takes time in proportion to the text, whatever the pattern, and refuses what would take much
memory; Python's own engine and its like can be held up for ever by a few signs. But RE2 knows
letters of ASCII alone as parts of words, so that ``\\bål\\b`` would never be found. Upper and lower
case are alike here, which leaves A to Z free to stand for the other letters of our languages.
"""

import re
from collections.abc import Callable

import re2

from ... import _
from ...site.forms.refusals import RefusedValue

LONGEST = 200
MOST = 20
# Swedish and its neighbours, the minorities' languages, and what names are often written with.
_LETTERS = str.maketrans(
    dict(zip("åäöæøéáčđŋšŧžïèüñçêóíúðþýß", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=True))
)
# An escaped sign, a class of signs by its name, or a group that says more than that it is one.
_SPECIAL = re.compile(r"\\[pP]\{\^?\w+\}|\\.|\[:\^?\w+:\]|\(\?.", re.DOTALL)


def finder(pattern: str) -> Callable[[str], bool]:
    """A function that tells whether a text holds the pattern, in upper or lower case.

    Raises ValueError where the pattern cannot be read.
    """
    if any(each[0].startswith("(?") and each[0] != "(?:" for each in _SPECIAL.finditer(pattern)):
        raise ValueError(pattern)
    try:
        found = re2.compile(_told(pattern), _options())
    except (re2.error, UnicodeError) as error:
        raise ValueError(pattern) from error
    return lambda text: found.search(_written(text)) is not None


def readable_pattern(value: str) -> bool:
    """True for a pattern that can be read; raises RefusedValue with the reason."""
    try:
        finder(value)
    except ValueError as error:
        told = _(
            "The pattern cannot be read: ${pattern}. See that brackets are closed. There is "
            "nothing that looks ahead or back, no group with a name or a setting, no reference "
            "to a group, and no repetition above 1,000.",
            mapping={"pattern": value[:LONGEST]},
        )
        raise RefusedValue(told, value) from error
    return True


def _told(pattern: str) -> str:
    """The pattern, its letters as ``_written`` writes them and its special signs as they are."""
    parts, end = [], 0
    for special in _SPECIAL.finditer(pattern):
        parts += [_written(pattern[end : special.start()]), special[0]]
        end = special.end()
    return "".join((*parts, _written(pattern[end:])))


def _written(text: str) -> str:
    return text.lower().translate(_LETTERS)


def _options() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    return options
