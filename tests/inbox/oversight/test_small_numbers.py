"""Small numbers stay hidden from whoever knows the sum and the rule."""

from collections import defaultdict
from itertools import product

import pytest

from katrineholm.socialhub.inbox.oversight.small_numbers import (
    all_groups,
    all_numbers,
    is_large_enough,
    masked_groups,
    masked_numbers,
)

LARGEST = {1: 12, 2: 14, 3: 11, 4: 8}


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([5, 12, 0], [5, 12, 0]),
        ([3, 12, 20], [None, None, 20]),
        ([3, 12, 12, 20], [None, None, None, 20]),
        ([1, 4, 0, 9, 30], [None, None, 0, None, 30]),
        ([4, 0, 5], [None, None, None]),
        ([3], [None]),
    ],
)
def test_small_numbers_are_hidden_behind_a_larger_one(numbers, shown):
    assert masked_numbers(numbers) == shown


@pytest.mark.parametrize("size", LARGEST)
def test_no_hidden_number_can_be_worked_out_from_the_rest_and_the_sum(size):
    possible = defaultdict(list)
    for numbers in product(range(LARGEST[size] + 1), repeat=size):
        # A single number's sum is itself, and shown only where the number is.
        total = sum(numbers) if size > 1 else None
        possible[tuple(masked_numbers(numbers)), total].append(numbers)
    for (shown, _total), tables in possible.items():
        for place, number in enumerate(shown):
            if number is None:
                assert len({numbers[place] for numbers in tables}) > 1


def test_the_parts_of_a_hidden_sum_are_hidden():
    sums, parts = masked_groups([[3, 0], [7], [40, 2, 6]])
    assert (sums, parts) == ([None, None, 48], [[None, None], [None], [40, None, None]])


@pytest.mark.parametrize(("numbers", "enough"), [((0, 9), True), ((2, 9), False), ((5,), True)])
def test_a_share_is_told_of_groups_that_are_large_enough(numbers, enough):
    assert is_large_enough(*numbers) == enough


def test_whoever_may_read_all_messages_sees_all_numbers():
    assert all_numbers([0, 1, 3]) == [0, 1, 3]
    assert all_groups([[1, 2], [0]]) == ([3, 0], [[1, 2], [0]])
