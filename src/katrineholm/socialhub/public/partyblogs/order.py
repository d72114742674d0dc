"""The order of the shelf: one rule for all parties, and nobody moves one by hand (guideline G6)."""

import unicodedata
from collections.abc import Iterable

# The three letters after z, with those of the neighbours that Swedish sorts as them.
SWEDISH = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})


def ordered(parties: Iterable, rule: str) -> list:
    """Parties (with ``title`` and ``seats``) by ``alphabet``, or by ``seats``, the most first.

    Those of as many seats are in alphabetical order; last are those without a number.
    """
    found = sorted(parties, key=lambda party: swedish(party.title))
    if rule == "seats":
        found.sort(key=lambda party: -1 if party.seats is None else party.seats, reverse=True)
    return found


def swedish(title: str) -> tuple[str, str]:
    """A key that sorts titles by the Swedish alphabet, whatever letters they are written in.

    >>> sorted(["Öppet", "Åker", "Zon", "älg", "Élan", "Egen"], key=swedish)
    ['Egen', 'Élan', 'Zon', 'Åker', 'älg', 'Öppet']
    """
    letters = unicodedata.normalize("NFC", title).casefold().translate(SWEDISH)
    bare = unicodedata.normalize("NFKD", letters)
    return "".join(c for c in bare if not unicodedata.combining(c)), title
