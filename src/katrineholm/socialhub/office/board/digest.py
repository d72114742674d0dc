"""The daily mail of channels to fix: its recipients, and a record of its contents (row I3).

Each hub stores the day of its last round and, by e-mail address, the day and the contents of the
latest mail.
"""

from collections.abc import Iterator
from datetime import date

import transaction
from BTrees.OOBTree import OOBTree

from ... import HOUR
from ...accounts.channels import books
from ...accounts.channels.facts import known
from ...accounts.channels.hub import hubs
from ...accounts.channels.moments import local
from ...accounts.lifecycle.letters import said
from ...refresh.chores import Chore
from ...refresh.faults import path_of, visit
from ...refresh.worker import Worker
from ...site.mail.send import send
from ...site.settings.registry import setting
from .judging import known_of, rows_of
from .letter import Letter, subject, text
from .receivers import Receiver, receivers

KEY = "katrineholm.socialhub.digest"
BOOK = books.Book(KEY, {"day": str, "people": OOBTree})
MORNING = 7  # o'clock, in the site's time zone
WEEK = 7  # days until unchanged problems are sent again


def send_digests(worker: Worker) -> None:
    """Send the daily mails of each hub, once a day, in the morning."""
    transaction.begin()
    moment = local(worker.now())
    if not setting("digest") or moment.hour < MORNING:
        return
    visit(worker, hubs(), lambda hub: _send_round(worker, hub, moment.date()))


def is_due(kept: tuple | None, receiver: Receiver, today: date) -> bool:
    """Return True if a person is to get a mail today.

    ``kept`` is (day, contents) of the latest mail. New problems are sent at once, urgent ones every
    day, the others weekly.
    """
    if kept is None:
        return bool(receiver.told)
    day, told = kept
    since = (today - date.fromisoformat(day)).days
    if since == 0 or not receiver.told:
        return False
    return receiver.is_urgent or not 0 < since < WEEK or not receiver.told <= set(told)


def _send_round(worker, hub, today):
    if BOOK.read(hub)["day"] == today.isoformat():
        return
    path, found = path_of(hub), list(_receivers(hub, worker.now()))
    places = {f"{path}/{each.address}": each for each in found}
    visit(worker, places, lambda each: worker.write(_send, hub, each, today))
    if not worker.stop.is_set():
        worker.write(_finish, hub, today)


def _receivers(hub, now) -> Iterator[Receiver]:
    found = known_of(hub, now, worker=True)
    channels = known(hub)
    judged = rows_of(channels, found, now)
    by_address = {each.address: each for each in receivers(hub, judged, found)}
    for address in {**by_address, **dict.fromkeys(BOOK.read(hub)["people"])}:
        yield by_address.get(address) or Receiver(address, "", frozenset(), False, Letter())


def _send(hub, receiver, today):
    """Store the mail and the record of it in one transaction."""
    people = BOOK.begun(hub)["people"]
    kept = people.get(receiver.address)
    if is_due(kept, receiver, today):
        letter = receiver.letter
        send(receiver.mailbox, said(subject(letter)), text(letter, said))
        people[receiver.address] = (today.isoformat(), tuple(sorted(receiver.told)))
    elif kept and not receiver.told:
        del people[receiver.address]
    elif kept and not set(kept[1]) <= receiver.told:
        # A fixed problem is new if it occurs again.
        people[receiver.address] = (kept[0], tuple(sorted(receiver.told & set(kept[1]))))


def _finish(hub, today):
    BOOK.begun(hub)["day"] = today.isoformat()


DIGESTS = Chore(HOUR, send_digests)
