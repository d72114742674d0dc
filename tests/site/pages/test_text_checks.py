"""What says something: letters, digits, and as a quotation pictures."""

import pytest

from katrineholm.socialhub.site.pages.refusals import Refusal
from katrineholm.socialhub.site.pages.text_checks import has_words, is_visible, require_reason

FILLERS = ("\u3164", "\u2800", "\u115f\u1160", "\uffa0", "\u200b", "\xad", "\ufffc", "\U0001d159")


@pytest.mark.parametrize(
    "text", ["", " ", "\n", *FILLERS, ".", "…!?", "\u0301", "\ufe0f", " \ufe0f"]
)
def test_what_nobody_reads_is_neither_a_reason_nor_evidence(text):
    assert (has_words(text), is_visible(text)) == (False, False)


@pytest.mark.parametrize(
    "text", ["❤", "👍🏽", "\u203c\ufe0f", "\u2194\ufe0f", "#\ufe0f\u20e3", "\u25fe", "\u3164 🤡"]
)
def test_an_emoji_is_evidence_and_no_reason(text):
    assert (has_words(text), is_visible(text)) == (False, True)


@pytest.mark.parametrize("text", ["a", "1", "K 1.", "نص", "文", "\u2800x", "Å"])
def test_a_letter_or_a_digit_is_both(text):
    assert (has_words(text), is_visible(text)) == (True, True)


@pytest.mark.parametrize("reason", ["", " …", "x" * 11])
def test_a_reason_says_something_and_is_short(reason):
    require_reason("x" * 10, 10)
    with pytest.raises(Refusal):
        require_reason(reason, 10)
