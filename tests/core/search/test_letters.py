"""Letters that are missing, wrong or without their marks."""

import doctest

import pytest

from katrineholm.socialhub.core.search import letters as room
from katrineholm.socialhub.core.search.letters import (
    allowed_edits,
    half_edits,
    key_letters,
    letter_keys,
    near_words,
    one_edit,
    typed_keys,
)


def test_the_example_holds():
    assert doctest.testmod(room) == (0, 1)


@pytest.mark.parametrize(
    ("word", "keys"),
    {
        "böckerna": {"bockerna", "bok", "<kob"},
        "väg7": {"vag7"},
        "åäö": {"aao", "<oaa"},
    }.items(),
)
def test_a_word_is_known_by_its_letters_and_its_stem(word, keys):
    assert letter_keys(word) == keys
    assert {key_letters("<kob"), key_letters("kob")} == {"bok", "kob"}


def test_a_form_without_marks_is_known_by_its_word():
    assert "bok" in typed_keys("bockerna")
    assert "vag" in typed_keys("vagarna")


@pytest.mark.parametrize(
    ("word", "edits"),
    {"sjö": 0, "buss": 1, "skolans": 1, "kommunen": 2, "k2026kommun": 0, "å" * 41: 0}.items(),
)
def test_the_longer_a_word_is_the_more_of_it_may_be_wrong(word, edits):
    assert allowed_edits(word) == edits


@pytest.mark.parametrize("typed", ["vgarna", "vagarnna", "vagurna", "vaganra"])
def test_one_letter_is_wrong(typed):
    assert "vagarna" in one_edit(typed)


@pytest.mark.parametrize(
    "typed", ["boblotek", "bibliotekxx", "xxbibliotek", "ibbliotke", "bbibliotekk", "bibxiotxk"]
)
def test_a_half_of_a_word_with_two_wrong_letters_leads_to_it(typed):
    keys = letter_keys("bibliotek")
    assert any(key.startswith(start) for key in keys for start in half_edits(typed))
    assert near_words(typed, ["bibliotek", "bibel"], 2) == [("bibliotek", 2)]
