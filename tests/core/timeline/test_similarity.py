"""The same post, told once without its address."""

import pytest

from katrineholm.socialhub.core.timeline.similarity import (
    comparable_text,
    is_close_in_time,
    only_match,
)

SAID = "Badet öppnar på lördag klockan tio"


def told(entry, at, name="a", summary=SAID, day=1):
    published = None if day is None else at(day)
    return {**entry(name, summary=summary, published=published), "entry_id": name}


@pytest.mark.parametrize(
    ("summary", "found"),
    [(SAID, SAID.lower()), ("  Badet\n ÖPPNAR på  lördag ", "badet öppnar på lördag"), ("Hej", "")],
)
def test_words_are_compared_without_spaces_and_case_and_few_tell_nothing(entry, summary, found):
    assert comparable_text(entry(summary=summary)) == found


@pytest.mark.parametrize(("day", "near"), [(1, True), (3, True), (4, False), (None, True)])
def test_two_days_are_near(entry, at, day, near):
    assert is_close_in_time(told(entry, at), told(entry, at, day=day)) is near


def test_one_candidate_is_the_one_and_several_are_none(entry, at):
    post = told(entry, at, "x")
    first, second = told(entry, at, "a"), told(entry, at, "b")
    assert only_match(post, [first, told(entry, at, "c", day=9)]) == "a"
    assert only_match(post, [first, second]) == ""
    assert only_match(told(entry, at, "x", "Hej"), [told(entry, at, "a", "Hej")]) == ""
