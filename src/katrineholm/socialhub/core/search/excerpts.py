"""Highlighted matches in a text, returned as parts, so that the text is never treated as markup."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from .clauses import AnyOf, Between, Clause, Compound, Phrase, Word
from .words import WORD, stem, words

MAX_SEARCHED = 10_000  # characters that are searched
MAX_EXCERPT, MAX_BEFORE = 240, 80  # characters of an excerpt, and of its text before a match


class TextPart(NamedTuple):
    """A part of a text; ``found`` is true if it matches."""

    text: str
    found: bool


# A word as it is compared, and its start and end.
WordPlace = tuple[str, int, int]


def highlighted_parts(text: str, clauses: Iterable[Clause]) -> list[TextPart]:
    """Return a whole text in parts, of which those that match the clauses are marked as found."""
    text = normalize("NFC", " ".join(text[:MAX_SEARCHED].split()))
    return list(_text_parts(text, _joined_spans(text, _spans(text, clauses))))


def excerpt_parts(text: str, clauses: Iterable[Clause]) -> list[TextPart]:
    """Return an excerpt in parts: the text around the first match, or else its beginning."""
    text = normalize("NFC", " ".join(text[:MAX_SEARCHED].split()))
    spans = _spans(text, clauses)
    begin, end = _window(text, spans[0][0] if spans else 0)
    inside = [
        (start - begin, stop - begin) for start, stop in spans if begin <= start < stop <= end
    ]
    piece = text[begin:end]
    before = [TextPart("… ", False)] if begin else []
    after = [TextPart(" …", False)] if end < len(text) else []
    return [*before, *_text_parts(piece, _joined_spans(piece, inside)), *after]


def _spans(text: str, clauses: Iterable[Clause]) -> list[tuple[int, int]]:
    places = list(_word_places(text))
    found = {at for clause in clauses for at in _match_positions(clause, places)}
    return [places[at][1:] for at in sorted(found)]


def _word_places(text: str) -> Iterator[WordPlace]:
    for match in WORD.finditer(text):
        for word in words(match[0]):
            yield word, match.start(), match.end()


def _match_positions(clause: Clause, places: list[WordPlace]) -> Iterator[int]:
    match clause:
        case Word(_field, word):
            yield from (at for at, place in enumerate(places) if stem(place[0]) == stem(word))
        case Between(low):
            start = low.partition(":")[2]
            yield from (at for at, place in enumerate(places) if place[0].startswith(start))
        case Phrase(_field, several):
            yield from _adjacent(several, [place[0] for place in places])
        case Compound(several):
            yield from _adjacent([*map(stem, several)], [stem(place[0]) for place in places])
        case AnyOf(ways):
            for each in (each for way in ways for each in way):
                yield from _match_positions(each, places)


def _adjacent(several: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    for at in range(len(words) - len(several) + 1):
        if [*words[at : at + len(several)]] == [*several]:
            yield from range(at, at + len(several))


def _window(text: str, find: int) -> tuple[int, int]:
    begin = 0 if find <= MAX_BEFORE else text.find(" ", find - MAX_BEFORE, find) + 1 or find
    if len(text) - begin <= MAX_EXCERPT:
        return begin, len(text)
    end = text.rfind(" ", begin + 1, begin + MAX_EXCERPT)
    return begin, end if end > find else begin + MAX_EXCERPT


def _joined_spans(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return matches with nothing but a space between them as one."""
    joined: list[tuple[int, int]] = []
    for start, stop in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], stop
        else:
            joined.append((start, stop))
    return joined


def _text_parts(text: str, spans: list[tuple[int, int]]) -> Iterator[TextPart]:
    at = 0
    for start, stop in spans:
        if at < start:
            yield TextPart(text[at:start], False)
        yield TextPart(text[start:stop], True)
        at = stop
    if at < len(text):
        yield TextPart(text[at:], False)
