"""The daily mail of channels to fix: its recipients, and a record of its contents (row I3).

Each hub stores the day of its last round and, by e-mail address, the day and the contents of the
latest mail.
"""

from collections.abc import Iterator
from datetime import date

import transaction
from BTrees.OOBTree import OOBTree

from ... import HOUR
from ...accounts.channels import hub_storage
from ...accounts.channels.facts import all_channels
from ...accounts.channels.hub import all_hubs
from ...accounts.channels.mail_texts import mail_sentence
from ...accounts.channels.times import local_time
from ...refresh.chores import Chore
from ...refresh.faults import item_path, visit_each
from ...refresh.worker import Worker
from ...site.mail.mailer import send_mail
from ...site.settings.registry import setting
from .channel_rows import channel_rows, hub_data
from .digest_text import DigestMail, digest_subject, digest_text
from .recipients import Recipient, digest_recipients

KEY = "katrineholm.socialhub.digest"
STORAGE = hub_storage.HubStorage(KEY, {"day": str, "people": OOBTree})
MORNING = 7  # o'clock, in the site's time zone
REPEAT_DAYS = 7  # days until unchanged problems are sent again


def send_digests(worker: Worker) -> None:
    """Send the daily mails of each hub, once a day, in the morning."""
    transaction.begin()
    moment = local_time(worker.now())
    if not setting("digest") or moment.hour < MORNING:
        return
    visit_each(worker, all_hubs(), lambda hub: _send_round(worker, hub, moment.date()))


def is_mail_due(kept: tuple | None, receiver: Recipient, today: date) -> bool:
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
    return receiver.is_urgent or not 0 < since < REPEAT_DAYS or not receiver.told <= set(told)


def _send_round(worker, hub, today):
    if STORAGE.read(hub)["day"] == today.isoformat():
        return
    path, found = item_path(hub), list(_recipients(hub, worker.now()))
    places = {f"{path}/{each.address}": each for each in found}
    visit_each(worker, places, lambda each: worker.write(_send, hub, each, today))
    if not worker.stop.is_set():
        worker.write(_store_day, hub, today)


def _recipients(hub, now) -> Iterator[Recipient]:
    found = hub_data(hub, now, worker=True)
    channels = all_channels(hub)
    judged = channel_rows(channels, found, now)
    by_address = {each.address: each for each in digest_recipients(hub, judged, found)}
    for address in {**by_address, **dict.fromkeys(STORAGE.read(hub)["people"])}:
        yield by_address.get(address) or Recipient(address, "", frozenset(), False, DigestMail())


def _send(hub, receiver, today):
    """Store the mail and the record of it in one transaction."""
    people = STORAGE.begun(hub)["people"]
    kept = people.get(receiver.address)
    if is_mail_due(kept, receiver, today):
        letter = receiver.letter
        send_mail(
            receiver.mailbox,
            mail_sentence(digest_subject(letter)),
            digest_text(letter, mail_sentence),
        )
        people[receiver.address] = (today.isoformat(), tuple(sorted(receiver.told)))
    elif kept and not receiver.told:
        del people[receiver.address]
    elif kept and not set(kept[1]) <= receiver.told:
        # A fixed problem is new if it occurs again.
        people[receiver.address] = (kept[0], tuple(sorted(receiver.told & set(kept[1]))))


def _store_day(hub, today):
    STORAGE.begun(hub)["day"] = today.isoformat()


DIGEST_CHORE = Chore(HOUR, send_digests)
