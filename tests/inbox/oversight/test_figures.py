"""From messages and their logs to a year's numbers."""

from collections import defaultdict
from itertools import product

import pytest

from katrineholm.socialhub.core.messages.state import Facts, State, state_data
from katrineholm.socialhub.inbox.oversight.figures import (
    Case,
    ResponseTime,
    all_groups,
    case_counts,
    is_large_enough,
    masked_groups,
    masked_numbers,
    message_case,
)


def message(**values):
    return {"channel": "a", "state": state_data(State(**values))}


def line(time, step, **given):
    return {"time": time, "step": step, "given": given, "who": ""}


def log(*lines):
    return [line(100, "receive"), line(100, "wait", due=400), *lines]


@pytest.mark.parametrize(
    ("values", "steps", "outcome"),
    [
        ({"handling": "assessing"}, (), "open"),
        ({"handling": "closed"}, (), "none"),
        ({"handling": "watched"}, (), "none"),
        ({"handling": "closed", "is_answered": True}, ("answer",), "answered"),
        ({"handling": "closed", "is_answered": True}, ("forward", "answer"), "answered"),
        ({"handling": "closed"}, ("forward",), "passed_on"),
        ({"handling": "acting", "publication": "unpublished"}, ("unpublish",), "unpublished"),
        ({"handling": "closed", "publication": "deleted"}, ("unpublish", "delete"), "deleted"),
        ({"handling": "closed"}, ("unpublish", "restore"), "restored"),
        ({"handling": "assessing"}, ("unpublish", "restore"), "open"),
        # A channel's inbox was cleared, and nothing was taken from the public.
        (
            {"handling": "closed", "publication": "deleted", "is_direct": True},
            ("clear",),
            "none",
        ),
    ],
)
def test_what_became_of_a_message(values, steps, outcome):
    found = message_case(message(**values), log(*(line(200, step) for step in steps)))
    assert found.outcome == outcome


def test_rules_count_where_something_was_taken_down():
    broken = {"handling": "acting", "facts": Facts(rules=("K1", "E2", "E3"))}
    assert message_case(message(**broken), log()).rules == ()
    removed = message_case(message(**broken, publication="unpublished"), log())
    assert removed.rules == ("K1", "own")


def test_what_was_disposed_of_counts_without_its_times():
    erased = [line(100, "receive"), line(100, "wait", erased=True), line(300, "answer")]
    case = message_case(message(handling="closed", is_answered=True), erased)
    assert case == Case("a", "public", "answered")


def test_a_year_in_numbers():
    cases = [
        Case("a", "public", "answered", answered=ResponseTime(100, True)),
        Case("a", "direct", "answered", answered=ResponseTime(300, False)),
        Case("b", "public", "deleted", ("K1", "K6"), removed=ResponseTime(7, True)),
    ]
    assert case_counts(cases) == {
        "kinds": {"public": 2, "direct": 1},
        "outcomes": {"answered": 2, "deleted": 1},
        "rules": {"K1": 1, "K6": 1},
        "channels": {"a": 2, "b": 1},
        "answered": {"number": 2, "in_time": 1, "median": 200},
        "removed": {"number": 1, "in_time": 1, "median": 7},
    }


def test_a_year_without_messages():
    none = {"number": 0, "in_time": 0, "median": None}
    counts = {name: {} for name in ("kinds", "outcomes", "rules", "channels")}
    assert case_counts([]) == counts | {"answered": none, "removed": none}


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
    assert all_groups([[1, 2], [0]]) == ([3, 0], [[1, 2], [0]])
