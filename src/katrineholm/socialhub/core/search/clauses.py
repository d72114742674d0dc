"""A searchable document, and the clauses of a query, all of which have to hold.

A query has words, in any form; ``"several of them"`` side by side; or the beginning of a word with
an asterisk. Parts that are written together, such as a URL or a number with a hyphen, are side by
side, too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from .words import stem, words

ANYWHERE = "text"  # the name under which the words of every field are found


@dataclass(frozen=True, slots=True)
class Document:
    """``texts`` are words in a row by field, as made by ``word_row``; ``marks`` are plain names.

    A mark such as ``day:2026-11-27`` is compared as it is.
    """

    texts: Mapping[str, str]
    marks: frozenset[str] = frozenset()

    @property
    def lines(self) -> str:
        """Return all its texts, each on a line with its field before it, for phrases."""
        rows = self.texts.items()
        return "\n".join(f"{field}:{line}" for field, text in rows for line in text.split("\n"))

    def terms(self) -> set[str]:
        """Return its terms: marks, and each word with its stem, by field and anywhere."""
        found = set(self.marks)
        for field, text in self.texts.items():
            for word in set(text.split()):
                for each in {word, stem(word)}:
                    found |= {index_term(field, each), index_term(ANYWHERE, each)}
        return found


def new_document(texts: Mapping[str, Iterable[str]], marks: Iterable[str]) -> Document:
    """Return a document with several texts to a field, without empty ones."""
    rows = {field: word_row(each) for field, each in texts.items()}
    return Document({field: text for field, text in rows.items() if text}, frozenset(marks))


def word_row(texts: Iterable[str]) -> str:
    r"""Return the words of texts in order, with a space around each; texts do not run together.

    >>> word_row(["Hej, du", "där"])
    ' hej du \n där '
    """
    found = (words(text) for text in texts)
    return "\n".join(f" {' '.join(each)} " for each in found if each)


def index_term(field: str, word: str) -> str:
    """Return a word in a field as a term of the index."""
    return f"{field}:{word}"


PART = re.compile(r'"([^"]*)"|(\S+)')
MIN_LETTERS = 2  # letters before an asterisk
MAX_CLAUSES = 20  # clauses to a text


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a field, in any of its forms."""

    field: str
    word: str

    def term(self) -> str:
        """Return the term by which it is indexed."""
        return index_term(self.field, stem(self.word))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a field side by side, in this form."""

    field: str
    words: tuple[str, ...]

    def terms(self) -> list[str]:
        """Return the terms of a document that may have the phrase."""
        return [index_term(self.field, word) for word in self.words]

    @property
    def text(self) -> str:
        """The phrase in the form that it has in a document's lines."""
        return f" {' '.join(self.words)} "

    def is_in(self, lines: str) -> bool:
        """Return whether a document's lines have the phrase."""
        if self.field == ANYWHERE or self.text not in lines:
            return self.text in lines
        start = index_term(self.field, "")
        return any(self.text in line for line in lines.split("\n") if line.startswith(start))


@dataclass(frozen=True, slots=True)
class Between:
    """A word, or a mark, from one to another, both included, in alphabetical order."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class AnyMark:
    """One of some marks."""

    marks: frozenset[str]


Clause: TypeAlias = Word | Phrase | Between | AnyMark


def search_clauses(text: str, field: str = ANYWHERE) -> tuple[Clause, ...]:
    """Return the clauses of a query, at most twenty; none if it has no word."""
    found = (clause for part in PART.finditer(text) for clause in _clauses_of(part, field))
    return tuple(dict.fromkeys(found))[:MAX_CLAUSES]


def phrase_clauses(text: str, field: str) -> tuple[Clause, ...]:
    """Return a phrase of a whole text in a field, such as a URL; nothing if it has no word."""
    found = tuple(words(text))
    return (Phrase(field, found),) if found else ()


def any_mark(*marks: str) -> AnyMark:
    """Return the clause for documents with one of these marks."""
    return AnyMark(frozenset(marks))


def is_match(clauses: Iterable[Clause], document: Document) -> bool:
    """Return whether a document, which need not be in an index, matches all clauses."""
    terms = document.terms()
    return all(_is_clause_match(clause, document, terms) for clause in clauses)


def _is_clause_match(clause: Clause, document: Document, terms: set[str]) -> bool:
    match clause:
        case Word():
            return clause.term() in terms
        case Phrase():
            return clause.is_in(document.lines)
        case Between(low, high):
            return any(low <= each <= high for each in terms)
        case AnyMark(marks):
            return not marks.isdisjoint(terms)


def _clauses_of(part: re.Match[str], field: str) -> Iterator[Clause]:
    quoted, plain = part.groups()
    found = tuple(words(quoted if plain is None else plain))
    if not found:
        return
    if plain is not None and plain.endswith("*") and len(found[-1]) >= MIN_LETTERS:
        *found_before, start = found
        yield Between(index_term(field, start), index_term(field, start + "\U0010ffff"))
        found = tuple(found_before)
    if len(found) > 1 or (found and plain is None):
        yield Phrase(field, found)
    elif found:
        yield Word(field, found[0])
