"""The next number."""

import pytest
from BTrees.LOBTree import LOBTree

from katrineholm.socialhub.core.messages.numbering import next_number


def kept(*numbers):
    return {"messages": LOBTree(dict.fromkeys(numbers))}


def test_the_first_try_takes_the_next_number():
    assert next_number(kept(), 0) == 1
    assert next_number(kept(4, 7), 0) == 8


@pytest.mark.parametrize("tries", [1, 2, 3, 9])
def test_a_later_try_passes_numbers_over(tries):
    found = {next_number(kept(7), tries) for _each in range(60)}
    assert len(found) > 1
    assert all(8 <= number <= 7 + 16 ** min(tries, 3) for number in found)
