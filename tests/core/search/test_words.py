"""The words of a text, as they are compared."""

import doctest
from concurrent.futures import ThreadPoolExecutor

import pytest

from katrineholm.socialhub.core.search import words as room
from katrineholm.socialhub.core.search.words import LONGEST, stem, words


def test_the_examples_hold():
    assert doctest.testmod(room) == (0, 2)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("!!! 😀", []),
        ("ÅÄÖ åäö", ["åäö", "åäö"]),
        ("A\u030angstro\u0308m", ["ångström"]),
        ("Café Łódź", ["cafe", "łodz"]),
        ("ﬁnal STRASSE straße", ["final", "strasse", "strasse"]),
        ("2026-K7QX3M", ["2026", "k7qx3m"]),
        ("x" * 100, ["x" * LONGEST]),
    ],
)
def test_a_text_is_cut_into_words(text, found):
    assert words(text) == found


@pytest.mark.parametrize("other", ["kommunen", "kommuns", "kommunens", "kommuner", "kommunernas"])
def test_a_words_forms_have_their_stem_in_common(other):
    assert stem(other) == stem("kommun")


def test_threads_do_not_disturb_each_other():
    found = [f"flickornas{number}kommunens" for number in range(400)] * 3
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(stem, found))
    stem.cache_clear()
    assert told == [stem(each) for each in found]
