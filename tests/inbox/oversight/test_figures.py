"""From messages and their logs to a year's numbers."""

import pytest

from katrineholm.socialhub.core.messages.state import Facts, State, state_data
from katrineholm.socialhub.inbox.oversight.figures import (
    Case,
    ResponseTime,
    case_counts,
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


def test_a_time_is_held_against_the_deadline_of_its_moment():
    answered = log(line(350, "answer"), line(900, "answer"))
    assert message_case(message(), answered).answered == ResponseTime(250, True)
    late = log(line(150, "act"), line(150, "wait", due=300), line(301, "unpublish"))
    assert message_case(message(), late).removed == ResponseTime(201, False)
    assert message_case(
        message(), log(line(200, "wait", due=None), line(999, "answer"))
    ).answered == (ResponseTime(899, True))


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
