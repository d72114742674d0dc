"""Duty says what is missing."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from helpers.office.board import FEED, OWNER, facts, seen

from katrineholm.socialhub.accounts.channels.person import Person
from katrineholm.socialhub.accounts.channels.responsibility import Duties
from katrineholm.socialhub.core.timeline.months import ZONE
from katrineholm.socialhub.office.board.row_lights import (
    days_since_entry,
    duty_light,
    life_light,
    missing_marks,
)
from katrineholm.socialhub.refresh.report import Summary

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


WORKS = Summary(FEED, checked=NOW - 600)


@pytest.mark.parametrize(
    ("rhythm", "days", "expected"),
    [
        (None, 0, ("green", (), ("The latest entry is new.",))),
        (None, 1, ("green", (), ("The latest entry is from yesterday.",))),
        (None, 60, ("green", (), ("The latest entry is 60 days old.",))),
        (None, 61, ("amber", ("silent",), ("Nothing new for 61 days.",))),
        (None, 181, ("red", ("silent",), ("Nothing new for 181 days.",))),
        (1, 3, ("green", (), ("The latest entry is 3 days old.",))),
        (1, 4, ("amber", ("silent",), ("Nothing new for 4 days. Promised: Every day.",))),
        (1, 5, ("amber", ("silent",), ("Nothing new for 5 days. Promised: Every day.",))),
        (1, 6, ("red", ("silent",), ("Nothing new for 6 days. Promised: Every day.",))),
        (7, 10, ("green", (), ("The latest entry is 10 days old.",))),
        (7, 11, ("amber", ("silent",), ("Nothing new for 11 days. Promised: Every week.",))),
        (7, 24, ("red", ("silent",), ("Nothing new for 24 days. Promised: Every week.",))),
        (92, 138, ("green", (), ("The latest entry is 138 days old.",))),
    ],
)
def test_life_holds_the_last_entry_against_the_promise(rhythm, days, expected):
    summary = replace(WORKS, entries=1, newest=NOW - days * DAY)
    assert seen(life_light(facts(rhythm=rhythm), summary, NOW)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"official_since": "2026-11-20"}, ("grey", (), ("Nothing has been published yet.",))),
        (
            {"rhythm": 7},
            ("red", ("silent",), ("Nothing has been published in 85 days.",)),
        ),
        ({"starts": "2027-01-01", "rhythm": 7}, ("grey", (), ("Nothing has been published yet.",))),
        ({"state": "paused"}, ("grey", (), ("Paused: nothing is retrieved.",))),
    ],
)
def test_a_channel_that_has_published_nothing_is_given_time(changes, expected):
    assert seen(life_light(facts(**changes), WORKS, NOW)) == expected


def test_a_feed_that_has_not_been_seen_says_nothing_of_life():
    unknown = ("grey", (), ("Unknown: the entries are not retrieved.",))
    assert seen(life_light(facts(rhythm=7), Summary(FEED), NOW)) == unknown
    assert seen(life_light(facts(rhythm=7, feed_url=""), Summary(""), NOW)) == unknown


def test_an_entry_dated_ahead_is_new():
    summary = replace(WORKS, newest=NOW + 3600)
    assert (days_since_entry(summary, NOW), days_since_entry(WORKS, NOW)) == (0, None)
    assert life_light(facts(), summary, NOW).colour == "green"
