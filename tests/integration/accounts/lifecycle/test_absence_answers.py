"""Who is said to answer for channels while somebody is away."""

from datetime import date

import pytest
from helpers.integration.accounts.lifecycle import ANNA, BO, CIA

from katrineholm.socialhub.accounts.lifecycle import absence_answers
from katrineholm.socialhub.accounts.lifecycle.absence_answers import answer_sentences

AWAY = {"role": "responsible", "who": "anna@example.se", "first": "2026-12-07"}
MONDAY, FRIDAY = date(2026, 12, 7), date(2026, 12, 11)


@pytest.fixture(autouse=True)
def december(monkeypatch):
    """A day in December 2026."""
    monkeypatch.setattr(absence_answers, "today", lambda: date(2026, 12, 1))


@pytest.fixture
def away(make_channel):
    """A function that makes a channel from which Anna is away until a day."""

    def away(name, last="2026-12-11", **more):
        people = {"responsible": ANNA, "substitute": BO} | more
        return make_channel(name, title=name.title(), absences=({**AWAY, "last": last},), **people)

    return away


def test_the_channels_are_named_and_the_drafts_left_out(away):
    channels = [away("bloggen"), away("filmer", substitute=CIA), away("utkast", state="draft")]
    assert answer_sentences(channels, MONDAY, FRIDAY) == [
        "Bo Ek svarar 7–11 december för Bloggen.",
        "Cia Ask svarar 7–11 december för Filmer.",
    ]


def test_many_channels_are_counted(away):
    channels = [away(f"kanal{number}") for number in range(4)]
    assert answer_sentences(channels, MONDAY, FRIDAY) == [
        "Bo Ek svarar 7–11 december för 4 kanaler."
    ]


def test_where_nobody_is_left_the_office_answers_and_the_days_are_written_out(away):
    channel = away("bloggen", "2027-01-01", substitute="")
    assert answer_sentences([channel], MONDAY, date(2027, 1, 2)) == [
        "Informationskontoret svarar 7 december 2026 – 1 januari 2027 för Bloggen.",
        "Anna Berg svarar 2 januari 2027 för Bloggen.",
    ]
