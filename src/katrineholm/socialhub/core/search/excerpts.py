"""Matches in a text: as parts, so that no markup is made from a stranger's text."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

from .asking import Between, Clause, Phrase, Word
from .words import WORD, stem, words

LONGEST = 10_000  # characters that are searched
MOST, BEFORE = 240, 80  # characters of an excerpt, and of its text before a match


class Part(NamedTuple):
    """A piece of a text, which matches or not."""

    text: str
    found: bool


# A word as it is compared, and its start and end.
Place = tuple[str, int, int]


def marked(text: str, clauses: Iterable[Clause]) -> list[Part]:
    """Return a whole text in its parts: "Nya badhus" as "Nya " and the match "badhus"."""
    text = normalize("NFC", " ".join(text[:LONGEST].split()))
    return list(_parts(text, _joined(text, _spans(text, clauses))))


def excerpt(text: str, clauses: Iterable[Clause]) -> list[Part]:
    """Return the text around the first match, or its beginning, with an ellipsis for omitted text.

    It has at most ``MOST`` characters, and is cut between words.
    """
    text = normalize("NFC", " ".join(text[:LONGEST].split()))
    spans = _spans(text, clauses)
    begin, end = _window(text, spans[0][0] if spans else 0)
    inside = [
        (start - begin, stop - begin) for start, stop in spans if begin <= start < stop <= end
    ]
    piece = text[begin:end]
    before = [Part("… ", False)] if begin else []
    after = [Part(" …", False)] if end < len(text) else []
    return [*before, *_parts(piece, _joined(piece, inside)), *after]


def _spans(text: str, clauses: Iterable[Clause]) -> list[tuple[int, int]]:
    places = list(_places(text))
    found = {at for clause in clauses for at in _finds(clause, places)}
    return [places[at][1:] for at in sorted(found)]


def _places(text: str) -> Iterator[Place]:
    for match in WORD.finditer(text):
        for word in words(match[0]):
            yield word, match.start(), match.end()


def _finds(clause: Clause, places: list[Place]) -> Iterator[int]:
    match clause:
        case Word(_field, word):
            yield from (at for at, place in enumerate(places) if stem(place[0]) == stem(word))
        case Between(low):
            start = low.partition(":")[2]
            yield from (at for at, place in enumerate(places) if place[0].startswith(start))
        case Phrase(_field, several):
            for at in range(len(places) - len(several) + 1):
                if all(place[0] == word for place, word in zip(places[at:], several, strict=False)):
                    yield from range(at, at + len(several))


def _window(text: str, find: int) -> tuple[int, int]:
    begin = 0 if find <= BEFORE else text.find(" ", find - BEFORE, find) + 1 or find
    if len(text) - begin <= MOST:
        return begin, len(text)
    end = text.rfind(" ", begin + 1, begin + MOST)
    return begin, end if end > find else begin + MOST


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return matches with nothing but a space between them as one."""
    joined: list[tuple[int, int]] = []
    for start, stop in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], stop
        else:
            joined.append((start, stop))
    return joined


def _parts(text: str, spans: list[tuple[int, int]]) -> Iterator[Part]:
    at = 0
    for start, stop in spans:
        if at < start:
            yield Part(text[at:start], False)
        yield Part(text[start:stop], True)
        at = stop
    if at < len(text):
        yield Part(text[at:], False)
