"""A cell's text: what is left out of it, and how it is kept from becoming a formula."""

import pytest

from katrineholm.socialhub.core.files.cells import defused_text, plain_cell, restored_text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Biblioteket", "Biblioteket"),
        ("  two  words\t", "two  words"),
        ("a\0b\x07c\x1bd\x7fe\x9b", "abcde"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("half \ud83d of a smile", "half  of a smile"),
        ("\ufeff\x00 =1", "=1"),
        ("👩‍🎓 Åsa", "👩‍🎓 Åsa"),
    ],
)
def test_a_text_loses_what_does_not_belong_in_a_cell(text, left):
    assert plain_cell(text) == left


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+46 150-570 00", "'+46 150-570 00"),
        ("-5", "'-5"),
        ("@katrineholm", "'@katrineholm"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("\u200b=1", "'\u200b=1"),
        ("'=1", "''=1"),
        ("0150-570 00", "0150-570 00"),
        ("a=b", "a=b"),
        ("'t Hooft", "'t Hooft"),
        ("https://example.org/?a=1", "https://example.org/?a=1"),
        ("", ""),
    ],
)
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(text, safe):
    assert (defused_text(text), restored_text(safe)) == (safe, text)
