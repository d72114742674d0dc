"""A message's number: the next one.

Whoever takes in a message at the same moment draws the same number, and one of the two is to try
again. From then on numbers are passed over by chance, so that they do not meet for ever.
"""

from random import randint

from .plain import Kept

FARTHEST = 3  # sixteen numbers for the second try, and 4,096 from the fourth on


def next_number(root: Kept, tries: int) -> int:
    """The number for one more message; ``tries`` is how often it was tried before."""
    last: int = root["messages"].maxKey() if root["messages"] else 0
    return last + randint(1, 16 ** min(tries, FARTHEST))
