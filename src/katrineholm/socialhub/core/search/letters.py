"""The letters of words: without the marks above them, and with one or two wrong.

A word is in an index under its keys: its own letters and those of its stem, both without marks, and
the stem's backwards. Two words that differ by two edits have halves that differ by one at most, so
that all of them are found by the beginnings of keys.
"""

from collections.abc import Iterable
from string import ascii_lowercase
from unicodedata import combining, normalize

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .words import stem, swedish_variants

SHORTEST, LONG = 4, 8  # letters of a word in which one edit is allowed, and two
LONGEST = 40  # letters of a word whose spelling is compared
BACKWARDS = "<"  # the beginning of a key that is written backwards


def plain_letters(word: str) -> str:
    """Return a word without the marks above its letters.

    >>> plain_letters("återställöé")
    'aterstalloe'
    """
    if word.isascii():
        return word
    return "".join(each for each in normalize("NFKD", word) if not combining(each))


def letter_keys(word: str) -> set[str]:
    """Return the keys under which a word is in an index; only its letters if it has a digit."""
    if not is_spelled(word):
        return {plain_letters(word)}
    base = plain_letters(stem(word))
    return {plain_letters(word), base, f"{BACKWARDS}{base[::-1]}"}


def typed_keys(word: str) -> set[str]:
    """Return the forward keys of the words that a typed one may be but for its marks."""
    alike = (plain_letters(stem(each)) for each in (word, *swedish_variants(word)))
    return {plain_letters(word), *alike}


def key_letters(key: str) -> str:
    """Return the letters of a key in their order."""
    return key[:0:-1] if key.startswith(BACKWARDS) else key


def is_spelled(word: str) -> bool:
    """Return whether a word consists of letters that can be mistyped, and not too many."""
    return word.isalpha() and len(word) <= LONGEST


def allowed_edits(word: str) -> int:
    """Return how many letters of a word may be wrong: none if it is short or has a digit."""
    if not is_spelled(word) or len(word) < SHORTEST:
        return 0
    return 1 if len(word) < LONG else 2


def one_edit(letters: str) -> set[str]:
    """Return all strings that differ by one edit: a letter more, less, changed or swapped."""
    cuts = [(letters[:at], letters[at:]) for at in range(len(letters) + 1)]
    return {
        *(start + end[1:] for start, end in cuts if end),
        *(start + end[1] + end[0] + end[2:] for start, end in cuts if len(end) > 1),
        *(start + each + end for start, end in cuts for each in ascii_lowercase),
        *(start + each + end[1:] for start, end in cuts if end for each in ascii_lowercase),
    }


def half_edits(letters: str) -> list[str]:
    """Return the beginnings of the keys that differ from some letters by at most two edits."""
    half = len(letters) // 2
    backwards = (f"{BACKWARDS}{each}" for each in one_edit(letters[: half - 1 : -1]))
    found = sorted({*one_edit(letters[:half]), *backwards})
    kept = found[:1]
    for each in found:
        if not each.startswith(kept[-1]):  # all that begins with it is found anyway
            kept.append(each)
    return kept


def near_words(word: str, words: Iterable[str], edits: int) -> list[tuple[str, int]]:
    """Return all words within so many edits of one, with their number, the nearest first.

    A swap of two adjacent letters is one edit.
    """
    found = process.extract(word, [*words], scorer=OSA.distance, score_cutoff=edits, limit=None)
    return [(near, int(needed)) for near, needed, _place in found]


def letter_distance(word: str, other: str) -> int:
    """Return the number of edits between two words without their marks."""
    return int(OSA.distance(plain_letters(word), plain_letters(other)))


def compounds(one: str, other: str) -> tuple[str, str]:
    """Return two words as one, also with the ``s`` that joins many compounds."""
    return f"{one}{other}", f"{one}s{other}"


def word_splits(word: str) -> list[tuple[str, str]]:
    """Return all ways to write a word as two, the second of at least three letters."""
    return [(word[:at], word[at:]) for at in range(1, len(word) - 2)]
