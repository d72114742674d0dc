"""The receipt numbers that the public gets, and the message that each leads to (feature G12).

A number such as ``2026-K7QX3M`` is drawn at random: it tells neither how many others have written,
nor what theirs are, and two who write at once do not wait for a counter.
"""

from secrets import choice

from ...accounts.channels import books
from ...accounts.channels.moments import local
from ...core.messages.erasing import RECEIPT, STEP
from ...core.messages.store import messages_of
from ...core.messages.verifying import Book

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


def keep_receipt(hub, receipt: str, number: int, *, now: int) -> None:
    """Remember which message a receipt is for; never another one. Its log tells of it, too."""
    if books.begun(hub, KEY).insert(receipt, number):
        messages_of(hub).receipt(number, receipt, now=now)


def message_of(hub, receipt: str) -> int | None:
    """The number of the message that a receipt is for, as it may be written; None for none."""
    return books.read(hub, KEY).get(receipt.strip().upper())


def replayed(hub) -> Book:
    """The receipts as the messages' logs tell of them: see inbox.steps.interfaces.IReplayed."""
    book = books.read(hub, KEY)
    return Book("receipts", _told, lambda each: book.get(each[0]) == each[1], lambda: len(book))


def _told(number, lines):
    given = [line["given"] for line in lines if line["step"] in (RECEIPT, STEP)]
    found = [each["number"] for each in given if "number" in each]
    found += [receipt for each in given for receipt in each.get("receipts", ())]
    return [(receipt, number) for receipt in found]
