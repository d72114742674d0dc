"""What is in an interface's data, whatever a stranger has put there."""

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.json_values import (
    child,
    epoch_timestamp,
    objects,
    required_list,
    string,
    timestamp,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [("a", "a"), (18, "18"), (True, ""), (None, ""), ([], ""), ({}, ""), (1.5, "")],
)
def test_text_is_had_whatever_there_is(value, text):
    assert string({"name": value}, "name") == text
    assert string({}, "name") == ""


@pytest.mark.parametrize("data", [{}, {"a": None}, {"a": []}, {"a": {"b": "text"}}])
def test_an_object_that_is_not_there_is_empty(data):
    assert child(data, "a", "b") == {}


def test_of_a_list_the_objects_count():
    assert objects([{"a": 1}, "text", None, []]) == [{"a": 1}]
    assert objects({"a": 1}) == []
    with pytest.raises(FeedError, match="something else"):
        required_list({"data": {}}, "data", "Tjänsten")


@pytest.mark.parametrize("value", [0, -1, 2**40, "1781863200", None, 1.5])
def test_what_is_no_moment_is_none(value):
    assert epoch_timestamp(value) is None


def test_moments_are_read_with_and_without_a_colon():
    assert timestamp("2026-06-19T10:00:00+0000") == timestamp("2026-06-19T10:00:00Z")
    assert timestamp("") is None
    assert epoch_timestamp(1781863200) == timestamp("2026-06-19T10:00:00+00:00")
