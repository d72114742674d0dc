"""The receipt numbers given to the public, and the messages they belong to (feature G12).

A number such as ``2026-K7QX3M`` is random: it reveals neither how many others there are nor what
they are, and two concurrent writers do not wait for a counter.
"""

from secrets import choice

from plone.dexterity.content import Container

from ...accounts.channels import hub_storage
from ...accounts.channels.times import local_time
from ...core.messages.disposal import DISPOSAL_STEP, RECEIPT_STEP
from ...core.messages.store import messages_of
from ...core.messages.verification import DerivedData

KEY = "katrineholm.socialhub.receipts"
# For the telephone: no characters that look alike, and no vowels that could form a word.
RECEIPT_CHARACTERS = "23456789BCDFGHJKMNPQRTVWXZ"
LENGTH = 6


def new_receipt(hub: Container, now: int) -> str:
    """Return an unused receipt number; ``now`` is in seconds since 1970."""
    year = local_time(now).year
    while True:
        receipt = f"{year}-{''.join(choice(RECEIPT_CHARACTERS) for _ in range(LENGTH))}"
        if receipt not in hub_storage.stored_data(hub, KEY):
            return receipt


def store_receipt(hub: Container, receipt: str, number: int, *, now: int) -> None:
    """Store a new receipt for a message, and log it on the message."""
    if hub_storage.writable_data(hub, KEY).insert(receipt, number):
        messages_of(hub).receipt(number, receipt, now=now)


def receipt_message(hub: Container, receipt: str) -> int | None:
    """Return the number of the message that a receipt is for; None if it is unknown."""
    return hub_storage.stored_data(hub, KEY).get(receipt.strip().upper())


def replayed_receipts(hub: Container) -> DerivedData:
    """Return the receipts as derived from the messages' logs, see IReplayedBook."""
    book = hub_storage.stored_data(hub, KEY)
    return DerivedData(
        "receipts", _expected_entries, lambda each: book.get(each[0]) == each[1], lambda: len(book)
    )


def _expected_entries(number, lines):
    given = [line["given"] for line in lines if line["step"] in (RECEIPT_STEP, DISPOSAL_STEP)]
    found = [each["number"] for each in given if "number" in each]
    found += [receipt for each in given for receipt in each.get("receipts", ())]
    return [(receipt, number) for receipt in found]
