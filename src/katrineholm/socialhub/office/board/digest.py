"""The daily mail about channels to fix, its recipients, and a record of its contents (row I3).

Each hub stores the day of its last round of mails and, for each e-mail address, the day and the
contents of the latest mail.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import transaction
from BTrees.OOBTree import OOBTree

from ... import HOUR
from ...accounts.channels import hub_storage
from ...accounts.channels.facts import all_channels
from ...accounts.channels.hub import all_hubs
from ...accounts.channels.mail_texts import (
    can_log_in,
    mail_sentence,
    office_contact,
    office_recipients,
)
from ...accounts.channels.person import Person, mail_recipient
from ...accounts.channels.times import local_time
from ...accounts.channels.visibility import public_url
from ...accounts.lifecycle.confirmation import confirmation_url
from ...refresh.chores import Chore
from ...refresh.faults import item_path, visit_each
from ...refresh.worker import Worker
from ...site.mail.mailer import send_mail
from ...site.settings.registry import setting
from .channel_rows import BoardRow, HubData, channel_rows, hub_data
from .digest_text import (
    DigestMail,
    Task,
    digest_subject,
    digest_text,
    mentioned_problems,
)

LISTED_STATES = ("official", "paused")  # channels in other states concern the office only
URGENT_PROBLEMS = frozenset({"broken", "identity"})
KEY = "katrineholm.socialhub.digest"
STORAGE = hub_storage.HubStorage(KEY, {"day": str, "people": OOBTree})
MORNING = 7  # o'clock, in the site's time zone
REPEAT_DAYS = 7  # days until unchanged problems are sent again


@dataclass(frozen=True, slots=True)
class Recipient:
    """A recipient of the daily mail; ``told`` identifies the problems that the mail contains.

    ``address`` is the e-mail address in lower case. ``is_urgent`` is True if a channel of the
    person is broken, or if its account may be in the wrong hands.
    """

    address: str
    mailbox: str
    told: frozenset[str]
    is_urgent: bool
    letter: DigestMail


def digest_recipients(hub: Any, rows: Iterable[BoardRow], known: HubData) -> Iterator[Recipient]:
    """Yield one recipient for each e-mail address, with the complete contents of the mail."""
    rows = list(rows)
    listed = (row for row in rows if row.facts.state in LISTED_STATES)
    tasks = [_task(row, known) for row in listed if mentioned_problems(row)]
    people: dict[str, Person] = {}
    letters: dict[str, DigestMail] = {}
    for task in tasks:
        if (answering := task.row.answering) and answering.person.email:
            person = answering.person
            key = _add_person(people, person)
            ask = "" if can_log_in(person) else office_contact()
            letter = letters.get(key) or DigestMail(ask=ask)
            letters[key] = replace(letter, own=(*letter.own, task))
    reports = sum(row.facts.state == "reported" for row in rows)
    for person in office_recipients():
        if person.email:
            key = _add_person(people, person)
            letters[key] = _with_overview(hub, letters.get(key, DigestMail()), tasks, reports)
    return (_recipient(key, people[key], letter) for key, letter in letters.items())


def _add_person(people, person: Person):
    key = person.email.casefold()
    people.setdefault(key, person)
    return key


def _with_overview(hub, letter, tasks, reports):
    page = _public_url("/".join(hub.getPhysicalPath()))
    board_url = page and f"{page}/@@board"
    return replace(letter, all=tuple(tasks), reports=reports, board_url=board_url)


def _recipient(key, person, letter):
    is_urgent = any(mentioned_problems(task.row) & URGENT_PROBLEMS for task in letter.own)
    told = {
        f"{task.row.facts.uid} {problem}"
        for task in (*letter.own, *letter.all)
        for problem in mentioned_problems(task.row)
    }
    told |= {f"reports {letter.reports}"} if letter.reports else set()
    return Recipient(key, mail_recipient(person), frozenset(told), is_urgent, letter)


def _task(row, known):
    return Task(row, _public_url(row.facts.path), _confirm_url(row, known))


def _confirm_url(row, known):
    """Return the answering person's own confirmation link, which opens without a login."""
    if not setting("site_url") or row.answering is None or "unconfirmed" not in row.problems:
        return ""
    duties = known.duties[row.facts.uid]
    return confirmation_url(row.facts, duties, getattr(duties, row.answering.role))


def _public_url(path):
    return public_url(path) if setting("site_url") else ""


def send_digests(worker: Worker) -> None:
    """Send the daily mails of each hub once a day, in the morning, if the site uses them."""
    transaction.begin()
    moment = local_time(worker.now())
    if not setting("digest") or moment.hour < MORNING:
        return
    visit_each(worker, all_hubs(), lambda hub: _send_round(worker, hub, moment.date()))


def is_mail_due(kept: tuple | None, receiver: Recipient, today: date) -> bool:
    """Return True if a person is to get a mail today.

    ``kept`` is (day, contents) of the latest mail, or None. New problems are sent at once, urgent
    ones every day, and others every week.
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
    people = STORAGE.writable(hub)["people"]
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
    STORAGE.writable(hub)["day"] = today.isoformat()


DIGEST_CHORE = Chore(HOUR, send_digests)
