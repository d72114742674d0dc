"""Reminders on each working morning to each person with open messages (feature G19).

For each person, the hub stores the day of the latest reminder as plain data.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from itertools import chain

import transaction
from plone.dexterity.content import Container
from zope.component import getUtilitiesFor
from zope.interface import Interface

from ... import HOUR, _
from ...accounts.channels import hub_storage
from ...accounts.channels.mail_texts import link_or_contact, mail_language, mail_sentence
from ...accounts.channels.times import formatted_time, local_date, local_time
from ...core.messages import message_lists
from ...core.messages.message_lists import KINDS
from ...core.messages.office_hours import is_working_day
from ...core.messages.store import messages_of
from ...refresh.chores import Chore
from ...refresh.faults import item_path, visit_hubs, write_batch
from ...refresh.worker import Worker
from ...site.mail.mailer import send_mail
from ...site.pages.text_checks import AND_MORE
from ...site.settings.registry import setting
from .deadlines import current_deadline, end_of_day
from .mails import has_account, mail_recipients, message_label
from .summary import message_url, messages_url

KEY = "katrineholm.socialhub.reminders"
MOST = 20  # lines in a mail
# States that need action, and states that need it once their day has come.
WAITING = ("assessing", "answering", "forwarded", "acting")
RESTING = ("answered", "watched")
SUBJECT = _("Messages that wait for you: ${number}")
ANOTHER = _("Something waits for you")
LATE = _("Late: ${channel}, ${url}")
WAITS = _("Waits: ${channel}, ${url}")
# Below a message's line, if known.
UNTIL = _("until ${due}")
WHERE = _("written at ${page}")
LIST = _("Your list: ${url}")
MORNING = 7  # o'clock, in the site's time zone


class IReminder(Interface):
    """A named utility that adds lines to people's reminders."""

    def __call__(hub, today: date) -> dict:
        """Return lines keyed by person as in ``person.person_key``; "" is the office."""


def remind_hub(hub: Container, *, now: int) -> int:
    """Remind everybody who was not reminded today; return their count (0 on a day off)."""
    people = pending_reminders(hub, now)
    remind_people(hub, people, now)
    return len(people)


def pending_reminders(hub: Container, now: int) -> dict[str, tuple[list[int], list[str]]]:
    """Return the messages and lines to remind each person of today, keyed by person."""
    today = local_date(now)
    if not is_working_day(today):
        return {}
    waiting, others = _by_person(hub, today), _further_lines(hub, today)
    found = {who: (waiting.get(who, []), others.get(who, [])) for who in {**waiting, **others}}
    return {who: what for who, what in found.items() if not _is_reminded(hub, who, today)}


def remind_people(
    hub: Container, people: Mapping[str, tuple[list[int], list[str]]], now: int
) -> None:
    """Mail each person the given messages and lines, unless already reminded today."""
    today = local_date(now)
    for who, (numbers, lines) in people.items():
        if not _is_reminded(hub, who, today):
            _mail_reminder(hub, who, numbers, lines, now)
            hub_storage.writable_data(hub, KEY)[who] = today.isoformat()


def _by_person(hub, today: date) -> dict[str, list[int]]:
    messages = messages_of(hub)
    found: dict[str, list[int]] = {}
    listed = partial(message_lists.listed_numbers, messages.root, [message_lists.HUB])
    evening = end_of_day(today) + 1
    for number in chain(listed(WAITING, KINDS), listed(RESTING, KINDS, evening)):
        found.setdefault(messages[number]["who"], []).append(number)
    return found


def _further_lines(hub, today: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _name, reminder in sorted(getUtilitiesFor(IReminder)):
        for who, lines in reminder(hub, today).items():
            found.setdefault(who, []).extend(lines)
    return found


def _is_reminded(hub, who, today):
    return hub_storage.stored_data(hub, KEY).get(who) == today.isoformat()


def _mail_reminder(hub, who, numbers, others, now):
    if receivers := mail_recipients(who):
        values = {"number": str(len(numbers)), "url": messages_url(hub, "?mine=1" if who else "")}
        subject = SUBJECT if numbers else ANOTHER
        has_login = has_account(who)
        titles = sorted({message_label(hub, number) for number in numbers})
        lines = _message_lines(hub, numbers, now) if has_login else [f"- {t}" for t in titles]
        ending = link_or_contact(LIST, opens=has_login)
        text = "\n".join((*lines, *others, "", mail_sentence(ending, values)))
        send_mail(receivers, mail_sentence(subject, values), text + "\n")


def _public_url(message):
    state = message["state"]
    is_public = state["publication"] == "public" and not state["facts"]["secret"]
    return message["captured"]["permalink"] if is_public else ""


def _message_lines(hub, numbers: list[int], now: int) -> Iterable[str]:
    for number in numbers[:MOST]:
        message = messages_of(hub)[number]
        due = current_deadline(message)
        values = {"channel": message_label(hub, number), "url": message_url(hub, number)}
        yield mail_sentence(LATE if due is not None and due < now else WAITS, values)
        if due is not None:
            yield "  " + mail_sentence(UNTIL, {"due": formatted_time(due, mail_language())["text"]})
        if page := _public_url(message):
            yield "  " + mail_sentence(WHERE, {"page": page})
    if more := len(numbers[MOST:]):
        yield mail_sentence(AND_MORE, {"number": str(more)})


def send_reminders(worker: Worker) -> None:
    """Send the reminders of all hubs in the morning of a working day."""
    transaction.begin()
    if setting("digest") and local_time(worker.now()).hour >= MORNING:
        visit_hubs(worker, _remind)


def _remind(worker, hub):
    now, path = worker.now(), item_path(hub)
    people = {f"{path}/{who}": (who, what) for who, what in pending_reminders(hub, now).items()}
    write_batch(worker, people, lambda found: remind_people(hub, dict(found), now))


REMINDERS_CHORE = Chore(HOUR, send_reminders)
