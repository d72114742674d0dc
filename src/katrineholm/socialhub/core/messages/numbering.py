"""The number of a new message.

Two messages taken in at the same time draw the same number, and one of them has to try again. From
then on numbers are skipped at random, so that the two do not collide for ever.
"""

from random import randint

from .plain import Kept

# With each try some have got their number, so a few more are enough for the others: sixteen
# writers at full speed use two numbers for each message.
MORE = 8


def next_number(root: Kept, tries: int) -> int:
    """Return the number for one more message, after ``tries`` that collided."""
    last: int = root["messages"].maxKey() if root["messages"] else 0
    return last + randint(1, max(1, MORE * tries))
