"""A searchable document: texts by field, and marks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
