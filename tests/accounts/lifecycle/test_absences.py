from datetime import date

import pytest

from katrineholm.socialhub.accounts.lifecycle.absences import (
    coming_absences,
    require_valid_period,
    with_absence,
    without_absence,
)
from katrineholm.socialhub.site.pages.refusals import Refusal

TODAY = date(2026, 6, 1)


def away(first, last, role="responsible", who="anna@example.se"):
    return {"role": role, "who": who, "first": first, "last": last}


def day(text):
    return date.fromisoformat(text) if text else None


JULY = away("2026-07-06", "2026-07-31")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-06-01", "2026-06-01"),
        ("2026-05-01", "2026-06-01"),
        ("2026-06-01", "2028-05-31"),
        ("2028-06-01", "2028-06-02"),
    ],
)
def test_a_period_that_is_not_over_can_be_noted(first, last):
    require_valid_period(day(first), day(last), TODAY)


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("", "2026-07-31", "Write the first and the last day of the absence."),
        ("2026-07-06", "", "Write the first and the last day of the absence."),
        ("2026-07-06", "2026-07-05", "The last day comes before the first."),
        ("2026-05-01", "2026-05-31", "The period is over already."),
        (
            "2026-06-01",
            "2028-06-01",
            "An absence begins within two years, and lasts two years at most.",
        ),
        (
            "2028-06-02",
            "2028-06-03",
            "An absence begins within two years, and lasts two years at most.",
        ),
    ],
)
def test_a_period_that_says_nothing_is_refused(first, last, sentence):
    with pytest.raises(Refusal) as refused:
        require_valid_period(day(first), day(last), TODAY)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        ("2026-07-20", "2026-08-09", [away("2026-07-06", "2026-08-09")]),
        ("2026-07-10", "2026-07-12", [JULY]),
        ("2026-06-29", "2026-07-05", [away("2026-06-29", "2026-07-31")]),
        ("2026-08-01", "2026-08-02", [away("2026-07-06", "2026-08-02")]),
        ("2026-08-02", "2026-08-03", [JULY, away("2026-08-02", "2026-08-03")]),
        ("2026-07-01", "2026-07-04", [away("2026-07-01", "2026-07-04"), JULY]),
    ],
)
def test_periods_that_meet_become_one(first, last, kept):
    assert with_absence((JULY,), "responsible", "anna@example.se", day(first), day(last)) == tuple(
        kept
    )


@pytest.mark.parametrize("other", [{"role": "substitute"}, {"who": "bo@example.se"}])
def test_a_period_is_one_persons_in_one_duty(other):
    mine = away("2026-07-06", "2026-07-31", **other)
    kept = with_absence((JULY,), mine["role"], mine["who"], day(mine["first"]), day(mine["last"]))
    assert sorted(kept, key=str) == sorted([JULY, mine], key=str)
    assert without_absence(kept, "responsible", "anna@example.se", "2026-07-06") == (mine,)


def test_what_is_not_there_is_not_removed():
    assert without_absence((JULY,), "responsible", "anna@example.se", "2026-07-07") == (JULY,)


def test_periods_ahead_are_those_whose_last_day_has_not_passed():
    over, now, later = (
        away("2026-05-01", "2026-05-31"),
        away("2026-05-01", "2026-06-01"),
        away("2026-07-01", "2026-07-02"),
    )
    assert coming_absences([later, over, now], TODAY) == [now, later]
