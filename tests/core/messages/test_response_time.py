"""How long an answer took, and whether it came in time."""

import pytest

from katrineholm.socialhub.core.messages.response_time import ResponseTime, first_response


def log(*lines):
    return [line(100, "receive"), line(100, "wait", due=400), *lines]


def line(time, step, **given):
    return {"time": time, "step": step, "given": given}


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([line(350, "answer"), line(900, "answer")], ResponseTime(250, True)),
        ([line(401, "answer")], ResponseTime(301, False)),
        ([line(150, "wait", due=300), line(301, "answer")], ResponseTime(201, False)),
        ([line(200, "wait", due=None), line(999, "answer")], ResponseTime(899, True)),
        ([line(200, "note")], None),
        ([], None),
    ],
)
def test_a_time_is_held_against_the_deadline_of_its_moment(lines, found):
    assert first_response(log(*lines), ("answer",)) == found


def test_the_times_of_what_was_disposed_of_are_not_known():
    erased = [line(100, "receive"), line(100, "wait", erased=True), line(300, "answer")]
    assert first_response(erased, ("answer",)) is None
