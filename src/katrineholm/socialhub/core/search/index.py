"""An index of documents in the ZODB, with terms in zope.index, and lines of words for phrases.

It consists of a ``KeywordIndex`` and a tree of the lines. Nothing is left of a removed document,
neither its words nor their order.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

from BTrees.IFBTree import IFSet, difference, intersection
from BTrees.IOBTree import IOBTree
from persistent.mapping import PersistentMapping
from zope.index.keyword import KeywordIndex

from .clauses import ANYWHERE, AnyMark, Between, Clause, Document, Phrase, Word
from .words import STEMMER

# The library has no types: numbers of documents, as one of its sets.
Numbers = Any
Index = MutableMapping[str, Any]


def new_index() -> Index:
    """Return an empty index."""
    index: Index = PersistentMapping(terms=KeywordIndex(), lines=IOBTree(), made=STEMMER)
    return index


def is_current(index: Index) -> bool:
    """Return whether the index was made with the current version of the stemmer."""
    return index.get("made") == STEMMER


def index_document(index: Index, number: int, document: Document) -> None:
    """Add or update a document; ``number`` identifies it and is limited to 31 bits."""
    index["terms"].index_doc(number, sorted(document.terms()))
    if index["lines"].get(number) != document.lines:
        index["lines"][number] = document.lines


def unindex_document(index: Index, number: int) -> None:
    """Remove the document with this number from the index, if it is there."""
    index["terms"].unindex_doc(number)
    index["lines"].pop(number, None)


def terms_between(index: Index, low: str, high: str) -> Iterable[str]:
    """Return the terms of an index from ``low`` to ``high``, in alphabetical order."""
    # KeywordIndex has no method for a range of its words.
    terms: Iterable[str] = index["terms"]._fwd_index.keys(low, high)
    return terms


def matching_documents(
    index: Index, clauses: Iterable[Clause], without: Iterable[int] = ()
) -> list[int]:
    """Return the sorted numbers of the documents that match all clauses, except ``without``."""
    clauses = list(clauses)
    found = _intersection(index, [_clause_numbers(index, each) for each in clauses])
    found = difference(found, IFSet(without)) if without else found
    numbers = list(found)
    for phrase in (each for each in clauses if isinstance(each, Phrase)):
        numbers = _with_phrase(index["lines"], numbers, phrase)
    return numbers


def _with_phrase(lines: Mapping[int, str], numbers: list[int], phrase: Phrase) -> list[int]:
    # Most lines are ruled out by one test: there may be as many as there are messages.
    text = phrase.text
    likely = [number for number in numbers if text in lines[number]]
    if phrase.field == ANYWHERE:
        return likely
    return [number for number in likely if phrase.is_in(lines[number])]


def _intersection(index: Index, sets: list[Numbers]) -> Numbers:
    """Return the numbers that are in all sets, starting with the smallest."""
    found, *others = sorted(sets, key=len) or [index["terms"].family.IF.Set(index["lines"].keys())]
    for each in others:
        if not found:
            return found
        found = intersection(found, each)
    return found


def _clause_numbers(index: Index, clause: Clause) -> Numbers:
    match clause:
        case Word():
            return index["terms"].search([clause.term()])
        case Phrase():
            return index["terms"].search(clause.terms())
        case Between(low, high):
            return _union(index, terms_between(index, low, high))
        case AnyMark(marks):
            return _union(index, marks)
    raise TypeError(clause)


def _union(index: Index, terms: Iterable[str]) -> Numbers:
    found = list(terms)
    return index["terms"].search(found, "or" if len(found) != 1 else "and")
