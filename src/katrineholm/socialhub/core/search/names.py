"""A search among names, such as those of accounts, that forgives what a search of texts does.

Every word of the search must be in the name: in any of its forms, with or without marks, as the
beginning of a word, or with a letter or two wrong. Words may be written as one, as in accounts.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from .letters import allowed_edits, near_words, plain_letters, typed_keys
from .words import stem, words

LEAST_START = 3  # letters of a word that is only begun


class NameIndex(NamedTuple):
    """The numbers of names by the keys of their words, and how many words each name has."""

    numbers: Mapping[str, frozenset[int]]
    sizes: Sequence[int]


# How much differs from what was written, by the numbers of names.
Distances = dict[int, int]


def name_index(names: Iterable[Iterable[str]]) -> NameIndex:
    """Return an index of names, each of which may consist of several texts; the first counts."""
    numbers: dict[str, set[int]] = {}
    sizes = []
    for number, texts in enumerate(names):
        rows = [words(text) for text in texts]
        sizes.append(len(rows[0]) if rows else 0)
        for key in {key for row in rows for key in _keys(row)}:
            numbers.setdefault(key, set()).add(number)
    return NameIndex({key: frozenset(found) for key, found in numbers.items()}, sizes)


def matching_names(index: NameIndex, text: str) -> list[int]:
    """Return the numbers of the names that match a search, the most similar first."""
    typed = words(text)
    if not typed:
        return []
    found = _common([_word_distances(index, each) for each in typed])
    if len(typed) > 1:
        found = _word_distances(index, "".join(typed)) | found
    return sorted(found, key=lambda number: (found[number], index.sizes[number], number))


def _keys(row: Sequence[str]) -> Iterable[str]:
    for each in row:
        yield from (plain_letters(each), plain_letters(stem(each)))
    for one, other in pairwise(row):
        yield from (plain_letters(one + other), plain_letters(stem(one + other)))


def _word_distances(index: NameIndex, word: str) -> Distances:
    """Return the names with a word: as it is, else as a beginning, else with wrong letters."""
    if same := typed_keys(word) & index.numbers.keys():
        return _distances(index, dict.fromkeys(same, 0))
    start = plain_letters(word)
    if len(start) >= LEAST_START:
        begun = [key for key in index.numbers if key.startswith(start)]
        if begun:
            return _distances(index, dict.fromkeys(begun, 1))
    edits = {plain_letters(each): allowed_edits(each) for each in (word, stem(word))}
    near: dict[str, int] = {}
    for letters, most in edits.items():
        for key, needed in near_words(letters, index.numbers, most) if most else ():
            near[key] = min(needed, near.get(key, needed))
    return _distances(index, {key: 1 + needed for key, needed in near.items()})


def _distances(index: NameIndex, keys: Mapping[str, int]) -> Distances:
    found: Distances = {}
    for key, distance in keys.items():
        for number in index.numbers[key]:
            found[number] = min(distance, found.get(number, distance))
    return found


def _common(several: Sequence[Distances]) -> Distances:
    """Return the names that are in all, with the sum of their distances."""
    numbers = set.intersection(*map(set, several))
    return {number: sum(each[number] for each in several) for number in numbers}
