"""What is known of something that can be found."""

import doctest

from katrineholm.socialhub.core.search import document as room
from katrineholm.socialhub.core.search.document import new_document


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
