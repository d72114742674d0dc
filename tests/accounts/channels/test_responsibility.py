"""Who answers on which day, without a site: all hold their duties as named contacts."""

from datetime import date
from types import SimpleNamespace

import pytest

from katrineholm.socialhub.accounts.channels.person import Person
from katrineholm.socialhub.accounts.channels.responsibility import (
    Duties,
    coming_periods,
    duties_of,
    person_in_charge,
)

TODAY = date(2026, 7, 1)
ANNA, BO, CIA = (f"{name} <{name.lower()}@example.se>" for name in ("Anna", "Bo", "Cia"))
EVERYBODY = Duties(ANNA, BO, CIA)


def away(role, first, last, **who):
    return {"role": role, "first": first, "last": last} | who


def answering(duties, day):
    found = person_in_charge(duties, date.fromisoformat(day))
    return found and (found.person.name, found.role)


@pytest.mark.parametrize(
    ("away_roles", "expected"),
    [
        ([], ("Anna", "responsible")),
        (["responsible"], ("Bo", "substitute")),
        (["substitute"], ("Anna", "responsible")),
        (["responsible", "substitute"], ("Cia", "head")),
        (["responsible", "substitute", "head"], None),
    ],
)
def test_the_next_in_turn_answers_for_whoever_is_away(away_roles, expected):
    absences = tuple(away(role, "2026-07-01", "2026-07-31") for role in away_roles)
    assert answering(Duties(ANNA, BO, CIA, absences), "2026-07-10") == expected


def test_the_first_and_the_last_day_are_days_of_absence_and_no_other():
    duties = Duties(ANNA, BO, absences=(away("responsible", "2026-07-06", "2026-07-07"),))
    days = ["2026-07-05", "2026-07-06", "2026-07-07", "2026-07-08"]
    assert [answering(duties, day)[0] for day in days] == ["Anna", "Bo", "Bo", "Anna"]


def test_a_duty_that_nobody_holds_is_passed_over():
    assert answering(Duties(substitute=BO), "2026-07-01") == ("Bo", "substitute")
    assert answering(Duties(), "2026-07-01") is None


def test_a_member_whose_account_is_gone_answers_for_nothing():
    people = {"anna": Person("anna", "", "anna", gone=True), BO: Person("Bo", "bo@example.se")}
    found = person_in_charge(Duties("anna", BO), TODAY, person=people.get)
    assert found.person == people[BO]


def test_the_coming_weeks_are_told_period_by_period():
    duties = Duties(ANNA, BO, absences=(away("responsible", "2026-07-03", "2026-07-04"),))
    periods = [
        (first.day, last.day, who.person.name)
        for first, last, who in coming_periods(duties, TODAY, 7)
    ]
    assert periods == [(1, 2, "Anna"), (3, 4, "Bo"), (5, 7, "Anna")]


def test_whoever_takes_over_a_duty_is_not_away_with_it():
    mine = away("responsible", "2026-07-01", "2026-07-31", who="anna@example.se")
    channel = SimpleNamespace(
        responsible="Anna Berg <ANNA@example.se>",
        substitute=None,
        absences=(mine,),
        confirmed_on=None,
        __parent__=SimpleNamespace(head=CIA),
    )
    assert duties_of(channel) == Duties("Anna Berg <ANNA@example.se>", "", CIA, (mine,))
    channel.responsible = BO
    assert duties_of(channel).absences == ()
