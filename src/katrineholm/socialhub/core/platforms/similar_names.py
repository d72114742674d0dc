"""Detection of similar names: look-alikes and misspellings.

Look-alikes are found by Unicode's confusable characters (UTS #39), misspellings by edit distance.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # shorter names are too often similar
# Characters that look the same in most typefaces, beside those of Unicode: ı, l, 1 and |.
SAME = str.maketrans({"i": "l", "1": "l", "|": "l", "0": "o", "5": "s", "_": None, "-": None})
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))

NamesByLength = dict[int, dict[str, list[str]]]


def name_skeleton(name: str) -> str:
    """Return a name's skeleton, a string that is the same for all names that look alike."""
    plain = "".join(map(_latin, unicodedata.normalize("NFKC", name))).casefold().translate(SAME)
    for pair, sign in PAIRS:
        plain = plain.replace(pair, sign)
    return plain


def look_alikes(name: str, ours: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the other names that look like this one; ``ours`` maps skeletons to names."""
    return [
        each for each in ours.get(name_skeleton(name), ()) if each.casefold() != name.casefold()
    ]


def letters_and_digits(name: str) -> str:
    """Return a name's letters and digits, in lower case."""
    return "".join(filter(str.isalnum, name.casefold()))


def names_by_length(names: Iterable[str]) -> NamesByLength:
    """Return names keyed by length, then by their letters and digits."""
    lengths: NamesByLength = {}
    for name in names:
        written = letters_and_digits(name)
        lengths.setdefault(len(written), {}).setdefault(written, []).append(name)
    return lengths


def similar_names(name: str, ours: NamesByLength, most: int) -> list[str]:
    """Return the names that differ from this one by an edit or two, the nearest first.

    ``ours`` are names keyed by length, so that only a part of a long list is compared. A swap of
    two adjacent letters is one edit; short names are allowed only one.
    """
    written = letters_and_digits(name)
    if len(written) < SHORTEST:
        return []
    edits = 1 if len(written) < 2 * SHORTEST else 2
    lengths = range(len(written) - edits, len(written) + edits + 1)
    found = [each for length in lengths for each in _near(written, ours.get(length, {}), edits)]
    return [each for names, _edits in sorted(found, key=itemgetter(1)) for each in names][:most]


def is_nearly(name: str, other: str) -> bool:
    """Return whether two names look the same or differ by an edit, long ones by two."""
    if name_skeleton(name) == name_skeleton(other):
        return True
    return bool(OSA.distance(name, other) <= (1 if len(name) < 2 * SHORTEST else 2))


def _near(written: str, ours: Mapping[str, list[str]], edits: int) -> list[tuple[list[str], int]]:
    """Return all names within so many edits, with their number."""
    found = process.extract(
        written, ours.keys(), scorer=OSA.distance, score_cutoff=edits, limit=None
    )
    return [(ours[near], int(needed)) for near, needed, _place in found]


def _latin(sign: str) -> str:
    """Return the Latin character that a character looks like, else the character itself."""
    if sign.isascii():
        return sign
    # Six megabytes that the worker never needs.
    from confusable_homoglyphs.confusables import confusables_data

    alike = (each["c"] for each in confusables_data.get(sign, ()))
    return next((each for each in alike if each.isascii() and each.isalnum()), sign)
