"""A message's number: the next one; and which one came before, so that none goes missing unseen.

Whoever takes in a message at the same moment draws the same number, and one of the two is to try
again. From then on numbers are passed over by chance, so that they do not meet for ever; that is
told in the message's log, and what was the last number then must be there for all time.
"""

from collections.abc import Iterable, Mapping
from random import randint

AFTER = "after"
TELLING = ("receive", "dispose")  # the lines that may hold it: the latter when the first is erased
FARTHEST = 3  # sixteen numbers for the second try, and 4,096 from the fourth on


def next_number(kept, tries: int) -> tuple[int, dict]:
    """The number for one more message, and what its first line is to tell of it.

    ``kept`` is the tree of messages; ``tries`` is how often it was tried before.
    """
    last = kept.maxKey() if kept else 0
    number = last + randint(1, 16 ** min(tries, FARTHEST))
    return number, ({AFTER: last} if number > last + 1 else {})


def told(given: Mapping) -> dict:
    """What is left of it when a line is erased."""
    return {AFTER: given[AFTER]} if AFTER in given else {}


def number_before(number: int, lines: Iterable[Mapping]) -> int:
    """Which message was the last one when this one came, by its log; 0 for none."""
    given = (line["given"] for line in lines if line["step"] in TELLING)
    return next((each[AFTER] for each in given if AFTER in each), number - 1)
