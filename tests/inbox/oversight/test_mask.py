"""What is masked is nowhere in the copy, in no form, nor how long it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.inbox.oversight.mask import MASK, masked_copy

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="[]█\r"), min_size=1, max_size=8)


def test_a_mark_becomes_a_mask_of_one_length():
    for name in ("Eva", "Evangelina Katarina"):
        made = masked_copy({"text": f"Jag heter {name}."}, {"text": f"Jag heter [[{name}]]."})
        assert made.fields == {"text": f"Jag heter {MASK}."}
        assert made.lengths == {"text": [len(name)]}


def test_what_is_marked_once_is_masked_wherever_it_stands():
    original = {"name": "EVA  EK", "text": "Hälsar\nEva\nEk, Eva Eks vän", "subject": "Lyset"}
    made = masked_copy(original, original | {"text": "Hälsar\n[[Eva\nEk]], Eva Eks vän"})
    assert made.fields == {
        "name": MASK,
        "text": f"Hälsar\n{MASK}, {MASK}s vän",
        "subject": "Lyset",
    }
    assert made.lengths == {"name": [7], "text": [6, 6]}


def test_a_letter_is_masked_only_where_it_is_marked():
    made = masked_copy({"text": "a b a"}, {"text": "[[a]] b a"})
    assert made.fields["text"] == f"{MASK} b a"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Jag heter",
        "Jag heter Bo.",
        "Jag heter [[Eva.",
        "Jag heter Eva]].",
        "[[Jag [[heter]] Eva]].",
        "Jag heter ]]Eva[[.",
    ],
)
def test_anything_but_whole_marks_is_refused(written):
    with pytest.raises(Refused):
        masked_copy({"text": "Jag heter Eva."}, {"text": written})


def test_a_browsers_line_ends_are_no_change():
    made = masked_copy({"text": "ett\ntvå"}, {"text": "ett\r\n[[två]]"})
    assert made.fields["text"] == f"ett\n{MASK}"


def test_marks_that_came_with_the_message_mask_too():
    assert masked_copy({"text": "a [[b c]]"}, {"text": "a [[b c]]"}).fields["text"] == f"a {MASK}"


@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=6), WORDS)
def test_no_passage_that_was_marked_is_left_in_any_field(parts, other):
    original = "".join(word for word, _is_marked in parts)
    written = "".join(f"[[{word}]]" if is_marked else word for word, is_marked in parts)
    made = masked_copy({"text": original, "name": other}, {"text": written, "name": other})
    for word, is_marked in parts:
        if is_marked and len(" ".join(word.split())) >= 3:
            assert all(word.casefold() not in each.casefold() for each in made.fields.values())
