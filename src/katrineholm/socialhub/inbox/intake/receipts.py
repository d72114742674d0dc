"""The receipt numbers that the public gets, and the message that each leads to (feature G12).

A number such as ``2026-K7QX3M`` is drawn at random: it tells neither how many others have written,
nor what theirs are, and two who write at once do not wait for a counter.
"""

from secrets import choice

from ...accounts.channels import books
from ...accounts.channels.moments import local

KEY = "katrineholm.socialhub.receipts"
# Read out over the telephone: no signs that look alike, and no vowels that could make a word.
SIGNS = "23456789BCDFGHJKMNPQRTVWXZ"
LENGTH = 6


def new_receipt(hub, now: int) -> str:
    """A receipt number that nobody has yet; ``now`` in seconds since 1970."""
    year = local(now).year
    while True:
        receipt = f"{year}-{''.join(choice(SIGNS) for _ in range(LENGTH))}"
        if receipt not in books.read(hub, KEY):
            return receipt


def keep_receipt(hub, receipt: str, number: int) -> None:
    """Remember which message a receipt is for; never another one."""
    books.begun(hub, KEY).insert(receipt, number)


def message_of(hub, receipt: str) -> int | None:
    """The number of the message that a receipt is for, as it may be written; None for none."""
    return books.read(hub, KEY).get(receipt.strip().upper())
