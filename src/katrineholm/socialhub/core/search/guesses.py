"""The probable meaning of a search that finds few texts as it is written.

A word may lack its marks, be one of two that are a compound or the reverse, or have a letter or two
wrong. Only words are suggested that are now in a text which the search can find: the index also has
those of texts that were masked or hidden later.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from .clauses import ANYWHERE, AnyOf, Between, Clause, Compound, Phrase, Word, search_clauses
from .letters import (
    allowed_edits,
    compounds,
    half_edits,
    key_letters,
    letter_distance,
    near_words,
    one_edit,
    plain_letters,
    typed_keys,
    word_splits,
)
from .text_index import IndexFile, TextQuery, match_count, words_by_key, words_by_start
from .words import stem

ENOUGH = 20  # matches, as many as a page has: such a search needs no guess
MAX_COMPARED = 50  # matches by which two words are compared
MAX_WORDS = 4  # other words to a word
MAX_FORMS = 3  # forms of another word of which one has to be in a text
MAX_GUESSED = 6  # clauses of a search
WRITTEN = Word | Phrase | Between  # the clauses of a typed search


class Guess(NamedTuple):
    """The clauses of the probable meaning, which also match the search as written; and its text.

    ``marks`` are those of them that stand for words of the search. The text is empty if it would
    find no more than what was written.
    """

    clauses: tuple[Clause, ...]
    marks: tuple[Clause, ...]
    text: str


class _Part(NamedTuple):
    """A part of a guess, its possible meanings, the likeliest first, and how often it matches."""

    clause: Clause
    meant: tuple[tuple[Clause, ...], ...]
    number: int


def best_guess(file: IndexFile, query: TextQuery) -> Guess | None:
    """Return the probable meaning of a search; None if it finds enough or no other is likely."""
    number = match_count(file, query, ENOUGH)
    if number == ENOUGH:
        return None
    typed = [each for each in query.clauses if isinstance(each, WRITTEN)][:MAX_GUESSED]
    rest = tuple(each for each in query.clauses if each not in typed)
    for is_bold in (False,) if number else (False, True):
        parts = _joined_parts(file, query, typed, number, is_bold)
        marks = tuple(part.clause for part in parts)
        if _count(file, query, *marks, *rest) > number:
            return Guess((*marks, *rest), marks, _better_text(file, query, parts, rest, number))
    return None


def _better_text(
    file: IndexFile,
    query: TextQuery,
    parts: Sequence[_Part],
    rest: tuple[Clause, ...],
    number: int,
) -> str:
    """Return the text of a meaning that finds more than a number of texts, or an empty one."""
    for place in (0, -1):
        meant = [clause for part in parts for clause in part.meant[place]]
        others = [each for each in rest if isinstance(each, WRITTEN)]
        text = " ".join(map(_text, [*meant, *others]))
        if _count(file, query, *search_clauses(text), *rest) > number:
            return text
    return ""


def _joined_parts(
    file: IndexFile, query: TextQuery, typed: Sequence[Clause], number: int, is_bold: bool
) -> list[_Part]:
    """Return the parts of a guess; of two words that may be a compound, one part.

    A bold guess also changes words that are in other texts.
    """
    parts = [_part(file, query, clause, is_bold) for clause in typed]
    found, at = [], 0
    while at < len(parts):
        pair = _compound_part(file, query, parts[at : at + 2], typed[at : at + 2], number)
        found.append(pair or parts[at])
        at += 2 if pair else 1
    return found


def _part(file: IndexFile, query: TextQuery, clause: Clause, is_bold: bool) -> _Part:
    match clause:
        case Word(_field, word):
            number = _count(file, query, clause)
            others = _same_letters(file, query, word)
            if not others and (is_bold or not number):
                others = _misspelled(file, query, word)
            return _chosen_part((clause,), number, others)
        case Phrase(_field, (one, other)):
            number = _count(file, query, clause)
            return _chosen_part((clause,), number, _compound_words(file, query, one, other))
    return _chosen_part((clause,), 0, ())


def _compound_part(
    file: IndexFile,
    query: TextQuery,
    parts: Sequence[_Part],
    clauses: Sequence[Clause],
    number: int,
) -> _Part | None:
    """Return the part for two words that are one in a text, or None."""
    match clauses:
        case (Word(_, one), Word(_, other)):
            found = _compound_words(file, query, one, other)
            if not found and not all(part.number for part in parts):
                found = _misspelled(file, query, one + other)
            if found:
                written = tuple(part.clause for part in parts)
                apart = tuple(clause for part in parts for clause in part.meant[0])
                return _chosen_part(written, number, found, apart)
    return None


def _chosen_part(
    written: tuple[Clause, ...],
    number: int,
    others: Sequence[tuple[Clause, int]],
    meant: tuple[Clause, ...] = (),
) -> _Part:
    """Return a part that matches the words as written or any of the others."""
    if not others:
        return _Part(written[0], (written,), number)
    ways = (written, *((clause,) for clause, _number in others))
    best, most = max(others, key=itemgetter(1))
    order = ((best,), meant or written) if most > number else (meant or written, (best,))
    return _Part(AnyOf(ways), order, max(most, number))


def _same_letters(file: IndexFile, query: TextQuery, word: str) -> list[tuple[Clause, int]]:
    """Return other words with the same letters but for their marks, and a compound's two words."""
    words = [each for _key, each in words_by_key(file, typed_keys(word))]
    return [*_seen_words(file, query, word, words), *_seen_splits(file, query, word)]


def _seen_splits(file: IndexFile, query: TextQuery, word: str) -> list[tuple[Clause, int]]:
    splits = word_splits(word)
    keys = {plain_letters(each) for split in splits for each in split}
    known = {each for _key, each in words_by_key(file, keys)}
    found = [Compound(split) for split in splits if known.issuperset(split)]
    counted = ((clause, _count(file, query, clause)) for clause in found[:MAX_WORDS])
    return [(clause, number) for clause, number in counted if number]


def _compound_words(
    file: IndexFile, query: TextQuery, one: str, other: str
) -> list[tuple[Clause, int]]:
    """Return the compounds of two words that are in texts."""
    typed = compounds(one, other)
    keys = {key for each in typed for key in typed_keys(each)}
    parts = {plain_letters(stem(each)) for each in (one, other)}  # ``väg en`` is no compound
    words = [each for _key, each in words_by_key(file, keys)]
    found = [each for each in words if plain_letters(stem(each)) not in parts]
    return _seen_words(file, query, typed[0], found, is_new=True)


def _misspelled(file: IndexFile, query: TextQuery, word: str) -> list[tuple[Clause, int]]:
    """Return the words that differ from one by the fewest letters, at most two."""
    typed = {plain_letters(each): allowed_edits(each) for each in (word, stem(word))}
    near = words_by_key(file, set[str]().union(*(one_edit(each) for each in typed if typed[each])))
    found = _seen_words(file, query, word, [each for _key, each in near])
    far = (each for one in typed if typed[one] > 1 for each in _far_words(file, one))
    return found or _seen_words(file, query, word, far)


def _far_words(file: IndexFile, letters: str) -> Iterator[str]:
    """Yield the words with keys that differ from some letters by two edits."""
    size = len(letters) - 2, len(letters) + 3  # with the sign of a key that is backwards
    words = words_by_start(file, half_edits(letters), size)
    near = {each for each, _edits in near_words(letters, {key_letters(key) for key, _ in words}, 2)}
    yield from (word for key, word in words if key_letters(key) in near)


def _seen_words(
    file: IndexFile, query: TextQuery, typed: str, words: Iterable[str], is_new: bool = False
) -> list[tuple[Clause, int]]:
    """Return the first few of some words that are in texts, without forms of a typed one.

    Of the forms of each, the nearest to the typed one is returned that is in a text itself. If the
    typed word is new, its own forms are not left out.
    """
    forms: dict[str, list[str]] = {}
    for each in sorted({*words}, key=lambda each: (letter_distance(typed, each), each)):
        forms.setdefault(stem(each), []).append(each)
    if not is_new:
        forms.pop(stem(typed), None)
    others = (several[:MAX_FORMS] for several in forms.values())
    found = (_seen_form(file, query, several) for several in islice(others, 2 * MAX_WORDS))
    return [*islice(filter(None, found), MAX_WORDS)]


def _seen_form(
    file: IndexFile, query: TextQuery, forms: Iterable[str]
) -> tuple[Clause, int] | None:
    for form in forms:
        if _count(file, query, Phrase(ANYWHERE, (form,)), most=1):
            word = Word(ANYWHERE, form)
            return word, _count(file, query, word)
    return None


def _count(file: IndexFile, query: TextQuery, *clauses: Clause, most: int = MAX_COMPARED) -> int:
    return match_count(file, replace(query, clauses=clauses), most)


def _text(clause: Clause) -> str:
    """Return a clause as it is written in a search."""
    match clause:
        case Word(_field, word):
            return word
        case Compound(several):
            return " ".join(several)
        case Phrase(_field, several):
            return f'"{" ".join(several)}"'
        case Between(low):
            return f"{low.partition(':')[2]}*"
    raise TypeError(clause)
