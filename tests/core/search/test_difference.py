"""The difference between two texts."""

from itertools import pairwise

import pytest

from katrineholm.socialhub.core.search import difference as module
from katrineholm.socialhub.core.search.difference import ADDED, REMOVED, SAME, Piece, difference

TEXTS = (
    *(
        "",
        "Badet är öppet",
        "Badet är stängt",
        "Badet är stängt i dag",
        "Öppet",
        "Badet  är\nöppet",
    ),
    *("a b a b a b", "b a b a", "\U0001f3ca‏ ord ‮ord", "x" * 300),
)


def joined(pieces, *changes):
    return "".join(piece.text for piece in pieces if piece.change in changes)


@pytest.mark.parametrize("most", [4000, 2, 0], ids=["words", "few", "none"])
@pytest.mark.parametrize("before", TEXTS)
@pytest.mark.parametrize("after", TEXTS)
def test_both_texts_are_whole_in_their_difference(monkeypatch, before, after, most):
    monkeypatch.setattr(module, "MAX_PARTS", most)
    pieces = difference(before, after)
    assert joined(pieces, SAME, REMOVED) == before
    assert joined(pieces, SAME, ADDED) == after
    assert all(piece.text for piece in pieces)
    assert all(one.change != other.change for one, other in pairwise(pieces))


def test_what_is_the_same_is_one_piece():
    assert difference("Badet är öppet", "Badet är öppet") == [Piece("Badet är öppet")]
    assert difference("", "") == []


def test_a_changed_word_stands_alone():
    assert difference("Badet är öppet i dag", "Badet är stängt i dag") == [
        Piece("Badet är"),
        Piece(" öppet", REMOVED),
        Piece(" stängt", ADDED),
        Piece(" i dag"),
    ]


def test_a_long_text_is_compared_by_its_lines():
    many = " ".join(f"ord{number}" for number in range(5000))
    other = " ".join(f"annat{number}" for number in range(5000))
    pieces = difference(f"{many}\nrad\n{many}\n", f"{other}\nrad\n{many}\n")
    assert [piece.change for piece in pieces] == [REMOVED, ADDED, SAME]
    assert pieces[2].text == f"rad\n{many}\n"
