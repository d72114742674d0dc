"""Which documents have what is asked: terms in zope.index, and lines of words for phrases.

What lies in the database are a ``KeywordIndex`` and a tree beside it. Whatever is taken out leaves
nothing behind: neither its words nor their order.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

from BTrees.IFBTree import IFSet, difference, intersection
from BTrees.IOBTree import IOBTree
from persistent.mapping import PersistentMapping
from zope.index.keyword import KeywordIndex

from .asking import Between, Clause, Marked, Phrase, Word, looked_for, side_by_side
from .document import ANYWHERE, Document
from .words import STEMMER

# The library has no types: numbers of documents, as one of its sets.
Numbers = Any
Index = MutableMapping[str, Any]


def new_index() -> Index:
    """An index of nothing."""
    index: Index = PersistentMapping(terms=KeywordIndex(), lines=IOBTree(), made=STEMMER)
    return index


def is_current(index: Index) -> bool:
    """Whether words have the same stems now as when the index was begun."""
    return index.get("made") == STEMMER


def put(index: Index, number: int, document: Document) -> None:
    """Let a document be found by what it is now; ``number`` is its own, of 31 bits."""
    index["terms"].index_doc(number, sorted(document.terms()))
    if index["lines"].get(number) != document.lines:
        index["lines"][number] = document.lines


def take_out(index: Index, number: int) -> None:
    """Let a document be found no more."""
    index["terms"].unindex_doc(number)
    index["lines"].pop(number, None)


def size(index: Index) -> int:
    """How many documents it has."""
    number: int = index["terms"].documentCount()
    return number


def find(index: Index, clauses: Iterable[Clause], without: Iterable[int] = ()) -> list[int]:
    """The documents that are as all clauses ask, in order; some may be left out beforehand."""
    clauses = list(clauses)
    found = _all(index, [_terms(index, each) for each in clauses])
    found = difference(found, IFSet(without)) if without else found
    numbers = list(found)
    for phrase in (each for each in clauses if isinstance(each, Phrase)):
        numbers = _side_by_side(index["lines"], numbers, phrase)
    return numbers


def _side_by_side(lines: Mapping[int, str], numbers: list[int], phrase: Phrase) -> list[int]:
    # Most lines are passed over by one look at them: there may be as many as there are messages.
    text = looked_for(phrase)
    likely = [number for number in numbers if text in lines[number]]
    if phrase.field == ANYWHERE:
        return likely
    return [number for number in likely if side_by_side(phrase, lines[number])]


def _all(index: Index, sets: list[Numbers]) -> Numbers:
    """What is in all of them, the smallest first."""
    found, *others = sorted(sets, key=len) or [index["terms"].family.IF.Set(index["lines"].keys())]
    for each in others:
        if not found:
            return found
        found = intersection(found, each)
    return found


def _terms(index: Index, clause: Clause) -> Numbers:
    match clause:
        case Word():
            return index["terms"].search([clause.term()])
        case Phrase():
            return index["terms"].search(clause.terms())
        case Between(low, high):
            # KeywordIndex has no way of its own to its words from one to another.
            words = index["terms"]._fwd_index.keys(low, high)
            return _any(index, words)
        case Marked(marks):
            return _any(index, marks)


def _any(index: Index, terms: Iterable[str]) -> Numbers:
    found = list(terms)
    return index["terms"].search(found, "or" if len(found) != 1 else "and")
