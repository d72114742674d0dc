"""What the tests of ``inbox/oversight`` have in common."""

import transaction

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.oversight import rounds

LAST, THIS = 2025, 2026
WHY = "Hård kritik, men inget påhopp"


def told(hub, number):
    transaction.begin()
    reviews = [line for line in messages_of(hub).log(number) if line["step"] == "review"]
    return [(line["who"], line["given"]["stands"]) for line in reviews]


def publication(hub, number):
    transaction.begin()
    return messages_of(hub).state(number).publication


def body(number, stands="yes", reason=WHY):
    return {"number": str(number), "stands": stands, "reason": reason}


def numbers(year, table):
    [found] = [each for each in year["tables"] if each["id"] == table]
    return {row["id"]: row["number"] for row in found["rows"] if row["number"] != 0}


def lines(hub):
    transaction.begin()
    return [(line["who"], line["channels"]) for line in rounds.past_rounds(hub)]
