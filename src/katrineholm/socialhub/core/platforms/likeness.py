"""Names that could be taken for one another: by a slip of the hand, or because somebody wants it.

Look-alikes are told by Unicode's confusable characters (UTS #39), slips by edit distance.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # of shorter names too many are alike
# What looks the same in most typefaces beside what Unicode counts: ı, l, 1 and | are one stroke.
SAME = str.maketrans({"i": "l", "1": "l", "|": "l", "0": "o", "5": "s", "_": None, "-": None})
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))

Lengths = dict[int, dict[str, list[str]]]


def skeleton(name: str) -> str:
    """What is left of a name for the eye: names that look the same have the same."""
    plain = "".join(map(_latin, unicodedata.normalize("NFKC", name))).casefold().translate(SAME)
    for pair, sign in PAIRS:
        plain = plain.replace(pair, sign)
    return plain


def look_alikes(name: str, ours: Mapping[str, Sequence[str]]) -> list[str]:
    """The names of ours that look like another one; ``ours`` are names by their skeleton."""
    return [each for each in ours.get(skeleton(name), ()) if each.casefold() != name.casefold()]


def plain(name: str) -> str:
    """What is left of a name for the hand: its letters and digits, in lower case."""
    return "".join(filter(str.isalnum, name.casefold()))


def by_length(names: Iterable[str]) -> Lengths:
    """Names by what is ``plain`` of them, those of each length for themselves."""
    lengths: Lengths = {}
    for name in names:
        written = plain(name)
        lengths.setdefault(len(written), {}).setdefault(written, []).append(name)
    return lengths


def misspelt(name: str, ours: Lengths, most: int) -> list[str]:
    """The names of ours that a slip or two would make of another one, the nearest first.

    ``ours`` are names ``by_length``: a slip makes one longer or shorter by a sign at most, so that
    of a long list only a part is looked at. A swap of two neighbours is one slip; short names are
    allowed one.
    """
    written = plain(name)
    if len(written) < SHORTEST:
        return []
    slips = 1 if len(written) < 2 * SHORTEST else 2
    lengths = range(len(written) - slips, len(written) + slips + 1)
    found = [each for length in lengths for each in _near(written, ours.get(length, {}), slips)]
    return [each for names, _slips in sorted(found, key=itemgetter(1)) for each in names][:most]


def _near(written: str, ours: Mapping[str, list[str]], slips: int) -> list[tuple[list[str], int]]:
    """All names that so many slips make of one, with the number of slips."""
    found = process.extract(
        written, ours.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None
    )
    return [(ours[near], int(needed)) for near, needed, _place in found]


def _latin(sign: str) -> str:
    """A character as the Latin one that it could be taken for; itself where there is none."""
    if sign.isascii():
        return sign
    # Six megabytes, of which the worker has no use.
    from confusable_homoglyphs.confusables import confusables_data

    alike = (each["c"] for each in confusables_data.get(sign, ()))
    return next((each for each in alike if each.isascii() and each.isalnum()), sign)
