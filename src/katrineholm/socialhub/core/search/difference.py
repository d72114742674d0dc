"""The difference between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

SAME, ADDED, REMOVED = "same", "added", "removed"
WORD, LINE = re.compile(r"\s*\S+|\s+"), re.compile(r"[^\n]*\n|[^\n]+")
# Words, or lines, that are compared one by one; a longer change is one piece.
MAX_PARTS = 4000


class Piece(NamedTuple):
    """A piece of text that is in both texts, or only in the earlier or the later one."""

    text: str
    change: str = SAME


def difference(before: str, after: str) -> list[Piece]:
    r"""Return the pieces of both texts in order, with removed ones before added ones.

    >>> difference("Badet är öppet", "Badet är stängt")
    [Piece(text='Badet är', change='same'), Piece(text=' öppet', change='removed'), \
    Piece(text=' stängt', change='added')]
    """
    return list(_joined_pieces(_pieces(before, after)))


def _pieces(before: str, after: str) -> Iterator[Piece]:
    for parts in (WORD, LINE):
        old, new = parts.findall(before), parts.findall(after)
        start = _shared_count(old, new)
        end = _shared_count(old[start:][::-1], new[start:][::-1])
        middles = old[start : len(old) - end], new[start : len(new) - end]
        if max(map(len, middles)) <= MAX_PARTS:
            break
    yield Piece("".join(old[:start]))
    yield from _compared_pieces(*middles)
    yield Piece("".join(old[len(old) - end :]))


def _compared_pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    if max(len(old), len(new)) > MAX_PARTS:
        yield from (Piece("".join(old), REMOVED), Piece("".join(new), ADDED))
        return
    for tag, first, last, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield Piece("".join(old[first:last]))
        else:
            yield Piece("".join(old[first:last]), REMOVED)
            yield Piece("".join(new[start:end]), ADDED)


def _shared_count(old: list[str], new: list[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _joined_pieces(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces without empty ones, and neighbours of one kind as one."""
    last = Piece("")
    for piece in pieces:
        if piece.text and piece.change == last.change:
            last = Piece(last.text + piece.text, last.change)
        elif piece.text:
            if last.text:
                yield last
            last = piece
    if last.text:
        yield last
