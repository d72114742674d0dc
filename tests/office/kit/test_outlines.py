"""Text as outlines."""

import pytest

from katrineholm.socialhub.office.kit.outlines import (
    drawable_text,
    text_outline,
    undrawable_characters,
)


@pytest.mark.parametrize(
    ("text", "kept", "lost"),
    [
        ("Åäö ÅÄÖ é č ŋ", "Åäö ÅÄÖ é č ŋ", ""),
        ("A\u030angström", "Ångström", ""),
        ("Каналы Αθήνα", "Каналы Αθήνα", ""),
        ("Fest 🎉 i  parken\n", "Fest i parken", "🎉"),
        ("مرحبا", "", "مرحبا"),
        ("\u202eabc\u0000", "abc", ""),
        ("\u00adKultur \u00ad och\u00ad fri\u00adtid", "Kultur och fri\u00adtid", ""),
        ("\u00ad \u00ad", "", ""),
    ],
)
def test_signs_that_the_typeface_does_not_have_are_left_out(text, kept, lost):
    assert drawable_text(text) == kept
    assert undrawable_characters(text) == lost


def test_nothing_has_no_outline_and_no_width():
    assert (text_outline("", "bold").path, text_outline("", "bold").width) == ("", 0)


def test_letters_are_drawn_close_where_they_fit_together():
    assert (
        text_outline("AV", "bold").width
        < text_outline("A", "bold").width + text_outline("V", "bold").width
    )
