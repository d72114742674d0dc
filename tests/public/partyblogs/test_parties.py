"""The shelf's order, and the terms of office."""

from dataclasses import dataclass

from katrineholm.socialhub.public.partyblogs.parties import sort_parties


@dataclass
class Party:
    title: str
    seats: int | None = None


ALPHABET = ["Allians för alla", "De lokala", "Élan", "västra", "Westra", "Z", "Åsikt", "Ärlig", "Ö"]


def titles(parties, rule):
    return [party.title for party in sort_parties(parties, rule)]


def test_the_alphabet_is_the_swedish_one():
    assert titles(map(Party, reversed(ALPHABET)), "alphabet") == ALPHABET


def test_most_seats_come_first_and_ties_go_by_the_alphabet():
    parties = [
        *(Party("Utan uppgift"), Party("Öst", 3), Party("Åtta", 3), Party("Noll", 0)),
        *(Party("Störst", 20), Party("Annan utan uppgift"), Party("Bok", 3)),
    ]
    wanted = ["Störst", "Bok", "Åtta", "Öst", "Noll", "Annan utan uppgift", "Utan uppgift"]
    assert titles(parties, "seats") == wanted
