"""A searchable document, and the clauses of a query, all of which must match.

A query consists of words, which match in any form; phrases in quotation marks, ``"several words"``;
and beginnings of words, marked by an asterisk. Parts that are written together, such as a URL or a
number with a hyphen, are also a phrase.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from .words import stem, words

ANYWHERE = "text"  # the name under which the words of every field are found


@dataclass(frozen=True, slots=True)
class Document:
    """A searchable document: ``texts`` by field, as made by ``word_row``, and ``marks``.

    A mark, such as ``day:2026-11-27``, is not divided into words.
    """

    texts: Mapping[str, str]
    marks: frozenset[str] = frozenset()

    @property
    def lines(self) -> str:
        """Return the texts of the document, one per line after its field, to find phrases."""
        rows = self.texts.items()
        return "\n".join(f"{field}:{line}" for field, text in rows for line in text.split("\n"))

    def terms(self) -> set[str]:
        """Return the document's index terms: its marks, words and stems, by field."""
        found = set(self.marks)
        for field, text in self.texts.items():
            for word in set(text.split()):
                for each in {word, stem(word)}:
                    found |= {index_term(field, each), index_term(ANYWHERE, each)}
        return found


def new_document(texts: Mapping[str, Iterable[str]], marks: Iterable[str]) -> Document:
    """Return a document made from several texts for each field, without empty fields."""
    rows = {field: word_row(each) for field, each in texts.items()}
    return Document({field: text for field, text in rows.items() if text}, frozenset(marks))


def word_row(texts: Iterable[str]) -> str:
    r"""Return the words of texts in order, with spaces around each word and a line for each text.

    >>> word_row(["Hej, du", "där"])
    ' hej du \n där '
    """
    found = (words(text) for text in texts)
    return "\n".join(f" {' '.join(each)} " for each in found if each)


def index_term(field: str, word: str) -> str:
    """Return the index term for a word in a field."""
    return f"{field}:{word}"


PART = re.compile(r'"([^"]*)"|(\S+)')
MIN_LETTERS = 2  # letters before an asterisk
MAX_CLAUSES = 20  # clauses to a text


@dataclass(frozen=True, slots=True)
class Word:
    """A clause that matches a word of a field in any of its forms."""

    field: str
    word: str

    def term(self) -> str:
        """Return the index term by which the word is found."""
        return index_term(self.field, stem(self.word))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A clause that matches adjacent words of a field in exactly these forms."""

    field: str
    words: tuple[str, ...]

    def terms(self) -> list[str]:
        """Return the index terms that all documents with the phrase have."""
        return [index_term(self.field, word) for word in self.words]

    @property
    def text(self) -> str:
        """The phrase as it is written in a document's ``lines``."""
        return f" {' '.join(self.words)} "

    def is_in(self, lines: str) -> bool:
        """Return whether a document's ``lines`` contain the phrase."""
        if self.field == ANYWHERE or self.text not in lines:
            return self.text in lines
        start = index_term(self.field, "")
        return any(self.text in line for line in lines.split("\n") if line.startswith(start))


@dataclass(frozen=True, slots=True)
class Compound:
    """A clause that matches adjacent words in any of their forms, in an index of texts."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A clause that matches index terms from ``low`` to ``high``, in alphabetical order."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class AnyMark:
    """A clause that matches documents with at least one of some marks."""

    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A clause that matches documents that match all clauses of at least one of its ``ways``."""

    ways: tuple[tuple["Clause", ...], ...]


Clause: TypeAlias = Word | Phrase | Compound | Between | AnyMark | AnyOf


def search_clauses(text: str, field: str = ANYWHERE) -> tuple[Clause, ...]:
    """Return the clauses of a query, at most twenty; an empty tuple if it contains no word."""
    found = (clause for part in PART.finditer(text) for clause in _clauses_of(part, field))
    return tuple(dict.fromkeys(found))[:MAX_CLAUSES]


def phrase_clauses(text: str, field: str) -> tuple[Clause, ...]:
    """Return a clause for a whole text as a phrase, such as a URL; empty if it contains no word."""
    found = tuple(words(text))
    return (Phrase(field, found),) if found else ()


def any_mark(*marks: str) -> AnyMark:
    """Return a clause that matches documents with at least one of these marks."""
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
        case AnyOf(ways):
            return any(all(_is_clause_match(each, document, terms) for each in way) for way in ways)
    raise TypeError(clause)


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
