"""Moments as downloads write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from katrineholm.socialhub.core.sources.download_row import (
    repair_mojibake,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plain ASCII", "plain ASCII"),
        ("r\u00c3\u00a4ksm\u00c3\u00b6rg\u00c3\u00a5s", "räksmörgås"),
        ("\u00f0\u009f\u008c\u00b7 v\u00c3\u00a5r", "🌷 vår"),
        # Clean already: a second mending changes nothing.
        ("räksmörgås", "räksmörgås"),
        ("”räksmörgås”", "”räksmörgås”"),
        # Half of it is clean: all of it stays as it is.
        ("r\u00c3\u00a4ka ’s", "r\u00c3\u00a4ka ’s"),
        # A letter that is cut in two.
        ("r\u00c3", "r\u00c3"),
    ],
)
def test_a_text_is_mended_wholly_or_not_at_all(written, meant):
    assert repair_mojibake(written) == meant


def test_labels_are_keys_and_are_mended_too():
    torn = {"Spr\u00c3\u00a5k": [{"v\u00c3\u00a4rde": "p\u00c3\u00a5"}, 1, None, True]}
    assert repair_mojibake(torn) == {"Språk": [{"värde": "på"}, 1, None, True]}


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_whatever_was_torn_comes_back(text):
    torn = text.encode().decode("latin-1")
    assert repair_mojibake(torn) == text
    assert repair_mojibake(repair_mojibake(torn)) in (text, repair_mojibake(text))
