"""Duty says what is missing."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from helpers.office.board import OWNER, facts, seen

from katrineholm.socialhub.accounts.channels.person import Person
from katrineholm.socialhub.accounts.channels.responsibility import Duties
from katrineholm.socialhub.core.timeline.months import ZONE
from katrineholm.socialhub.office.board.duty_light import duty_light, missing_marks

TODAY = date(2026, 11, 25)
NOW = int(datetime(2026, 11, 25, 9, 0, tzinfo=ZONE).timestamp())
DAY = 24 * 3600
PEOPLE = {
    "anna": Person("Anna Berg", "anna@example.se", "anna"),
    "bo": Person("Bo Ek", "", "bo"),
    "gone": Person("gone", "", "gone", gone=True),
    "head": Person("Hanna Hed", "hanna@example.se", "head"),
}
HELD = Duties(responsible="anna", substitute="Eva Lind <eva@example.se>")


def person(text):
    if "<" in text:
        return Person("Eva Lind", "eva@example.se")
    return PEOPLE.get(text)


def judged(facts, duties=HELD, today=TODAY, **known):
    return seen(duty_light(facts, duties, today, person=person, **known))


@pytest.mark.parametrize(
    ("duties", "expected"),
    [
        (HELD, ("green", (), ("Nothing is missing.",))),
        (
            Duties(),
            (
                "red",
                ("responsible", "unanswered", "substitute"),
                (
                    "Responsible is missing.",
                    "Nobody answers for the channel today.",
                    "Substitute is missing.",
                ),
            ),
        ),
        (
            Duties(responsible="anna", head="head"),
            ("amber", ("substitute",), ("Substitute is missing.",)),
        ),
        (
            Duties(responsible="gone", substitute="anna"),
            ("red", ("owner",), ("The account of the responsible is gone: gone.",)),
        ),
        (
            Duties(responsible="anna", substitute="gone"),
            ("amber", ("owner",), ("The account of the substitute is gone: gone.",)),
        ),
        (
            Duties(responsible="bo", substitute="bo"),
            (
                "amber",
                ("incomplete",),
                (
                    "The responsible has no e-mail: Bo Ek.",
                    "The substitute has no e-mail: Bo Ek.",
                ),
            ),
        ),
        (
            replace(
                HELD,
                absences=tuple(
                    {"role": role, "first": "2026-11-25", "last": "2026-11-25"}
                    for role in ("responsible", "substitute")
                ),
            ),
            ("red", ("unanswered",), ("Nobody answers for the channel today.",)),
        ),
    ],
)
def test_duty_says_who_is_missing(duties, expected):
    assert judged(facts(), duties) == expected


def test_duty_says_what_is_missing_for_the_public():
    owner = replace(OWNER, email="")
    assert judged(facts(purpose=" ", administration=owner)) == (
        "amber",
        ("incomplete",),
        ("Purpose is missing.", "Official contact is missing."),
    )


def test_a_phone_number_is_contact_enough():
    owner = replace(OWNER, email="", phone="0150-570 00")
    assert judged(facts(administration=owner)) == IN_ORDER


UNCONFIRMED = ("amber", ("unconfirmed",), ("Not confirmed for 183 days or longer.",))
IN_ORDER = ("green", (), ("Nothing is missing.",))
HALF_A_YEAR_AGO = "2026-05-26"


@pytest.mark.parametrize(
    ("changes", "confirmed", "touched", "expected"),
    [
        ({"official_since": HALF_A_YEAR_AGO}, "", None, UNCONFIRMED),
        ({"official_since": "2026-05-27"}, "", None, IN_ORDER),
        ({"official_since": "2020-01-01"}, HALF_A_YEAR_AGO, None, UNCONFIRMED),
        ({"official_since": "2020-01-01"}, "2026-05-27", None, IN_ORDER),
        ({"official_since": "2020-01-01"}, "", NOW - 183 * DAY, UNCONFIRMED),
        ({"official_since": "2020-01-01"}, "", NOW - 182 * DAY, IN_ORDER),
        ({"official_since": HALF_A_YEAR_AGO, "state": "paused"}, "", None, IN_ORDER),
        ({"official_since": "", "state": "reported"}, "", NOW - 300 * DAY, IN_ORDER),
    ],
)
def test_an_untouched_channel_is_to_be_confirmed(changes, confirmed, touched, expected):
    assert judged(facts(**changes), replace(HELD, confirmed=confirmed), touched=touched) == expected


def test_how_long_a_channel_may_be_untouched_is_a_setting():
    assert judged(facts(official_since="2026-10-26"), confirm_after=30) == (
        "amber",
        ("unconfirmed",),
        ("Not confirmed for 30 days or longer.",),
    )


def test_an_account_in_wrong_hands_goes_before_everything():
    alarm = "Another account than before answers at this address."
    light = duty_light(facts(purpose=""), HELD, TODAY, person=person, alarm=alarm)
    assert (light.colour, light.problems) == ("red", ("identity", "incomplete"))
    assert light.reasons[0] == alarm


def test_the_profile_is_a_mark_of_what_is_missing():
    marks = ("name", "logo", "colours", "description")
    assert missing_marks(facts(profile_marks=marks)) == (
        "The profile links to the channel's page on this site",
    )
    assert missing_marks(facts(profile_marks=(*marks, "link"))) == ()
