"""What somebody writes to be searched for."""

import doctest

import pytest

from katrineholm.socialhub.core.search import clauses as room
from katrineholm.socialhub.core.search.clauses import (
    MAX_CLAUSES,
    Between,
    Phrase,
    Word,
    new_document,
    phrase_clauses,
    search_clauses,
)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", ()),
        ('  !!! * "" ', ()),
        ("Huset", (Word("text", "huset"),)),
        ("hus HUS", (Word("text", "hus"),)),
        ('"ett hus', (Word("text", "ett"), Word("text", "hus"))),
        ('"ett hus"', (Phrase("text", ("ett", "hus")),)),
        ('"hus"', (Phrase("text", ("hus",)),)),
        ("2026-K7", (Phrase("text", ("2026", "k7")),)),
        ("hus*", (Between("text:hus", "text:hus\U0010ffff"),)),
        ("h*", (Word("text", "h"),)),
        ("x.se/ab*", (Between("text:ab", "text:ab\U0010ffff"), Phrase("text", ("x", "se")))),
        ("not och OR", (Word("text", "not"), Word("text", "och"), Word("text", "or"))),
    ],
)
def test_words_phrases_and_beginnings_are_told_apart(text, clauses):
    assert search_clauses(text) == clauses


def test_so_many_are_asked_for_at_once():
    assert len(search_clauses(" ".join(f"ord{number}" for number in range(99)))) == MAX_CLAUSES


@pytest.mark.parametrize(
    ("text", "clauses"),
    [("", ()), ("?", ()), ("https://x.se/1", (Phrase("address", ("https", "x", "se", "1")),))],
)
def test_a_whole_text_stands_side_by_side(text, clauses):
    assert phrase_clauses(text, "address") == clauses


def test_the_example_holds():
    assert doctest.testmod(room) == (0, 1)


def test_a_word_is_found_in_its_field_and_anywhere_by_itself_and_by_its_stem():
    made = new_document({"sender": ["Flickorna"], "said": [""]}, ["day:2026-01-01"])
    assert made.texts == {"sender": " flickorna "}
    assert made.terms() == {
        "day:2026-01-01",
        "sender:flickorna",
        "sender:flick",
        "text:flickorna",
        "text:flick",
    }
