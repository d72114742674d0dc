"""A message's number: the next one.

Whoever takes in a message at the same moment draws the same number, and one of the two is to try
again. From then on numbers are passed over by chance, so that they do not meet for ever.
"""

from random import randint

from .plain import Kept

# With each try some have got their number, so few more are enough for those who are left: sixteen
# writers who never rest use up two numbers for each message.
MORE = 8


def next_number(root: Kept, tries: int) -> int:
    """Return the number for one more message, after ``tries`` that met others."""
    last: int = root["messages"].maxKey() if root["messages"] else 0
    return last + randint(1, max(1, MORE * tries))
