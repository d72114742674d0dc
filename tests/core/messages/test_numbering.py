"""The next number, and which one came before."""

import pytest
from BTrees.LOBTree import LOBTree

from katrineholm.socialhub.core.messages.numbering import next_number, number_before, told


def test_the_first_try_takes_the_next_number_and_tells_nothing():
    assert next_number(LOBTree(), 0) == (1, {})
    assert next_number(LOBTree({4: None, 7: None}), 0) == (8, {})


@pytest.mark.parametrize("tries", [1, 2, 3, 9])
def test_a_later_try_passes_numbers_over_and_tells_of_it(tries):
    for _each in range(20):
        number, given = next_number(LOBTree({7: None}), tries)
        assert 8 <= number <= 7 + 16 ** min(tries, 3)
        assert given == ({"after": 7} if number > 8 else {})


@pytest.mark.parametrize("step", ["receive", "dispose"])
def test_what_was_told_is_read_from_the_log(step):
    assert number_before(9, [{"step": step, "given": {"after": 7}}]) == 7
    assert number_before(9, [{"step": step, "given": {}}]) == 8
    assert number_before(9, [{"step": "note", "given": {"after": 7}}]) == 8


def test_an_erased_line_keeps_nothing_else():
    assert told({"after": 7, "text": "Hej"}) == {"after": 7}
    assert told({"text": "Hej"}) == {}
