"""The shelf's order, and the terms of office."""

from dataclasses import dataclass
from datetime import date

import pytest

from katrineholm.socialhub.public.partyblogs.order import ordered
from katrineholm.socialhub.public.partyblogs.terms import term_of


@dataclass
class Party:
    title: str
    seats: int | None = None


ALPHABET = ["Allians för alla", "De lokala", "Élan", "västra", "Westra", "Z", "Åsikt", "Ärlig", "Ö"]


def titles(parties, rule):
    return [party.title for party in ordered(parties, rule)]


def test_the_alphabet_is_the_swedish_one():
    assert titles(map(Party, reversed(ALPHABET)), "alphabet") == ALPHABET


def test_most_seats_come_first_and_ties_go_by_the_alphabet():
    parties = [
        *(Party("Utan uppgift"), Party("Öst", 3), Party("Åtta", 3), Party("Noll", 0)),
        *(Party("Störst", 20), Party("Annan utan uppgift"), Party("Bok", 3)),
    ]
    wanted = ["Störst", "Bok", "Åtta", "Öst", "Noll", "Annan utan uppgift", "Utan uppgift"]
    assert titles(parties, "seats") == wanted


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2022, 10, 14), (2018, 2022)),
        (date(2022, 10, 15), (2022, 2026)),
        (date(2024, 2, 29), (2022, 2026)),
        (date(2026, 10, 14), (2022, 2026)),
        (date(2026, 10, 15), (2026, 2030)),
        (date(2030, 1, 1), (2026, 2030)),
    ],
)
def test_a_term_is_four_years_from_october_15(day, years):
    assert term_of(day) == (date(years[0], 10, 15), date(years[1], 10, 14))
