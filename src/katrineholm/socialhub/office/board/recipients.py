"""The recipients of the daily mail: the people who answer today, and the office."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from plone import api

from ...accounts.channels.mail_texts import can_log_in, office_contact, office_recipients
from ...accounts.channels.person import Person, mail_recipient
from ...accounts.lifecycle.confirmation import confirmation_url
from ...site.settings.registry import setting
from .channel_rows import BoardRow, HubData
from .digest_text import DigestMail, Task, is_mentioned, mentioned_problems

LISTED_STATES = ("official", "paused")  # channels in other states concern the office only
URGENT_PROBLEMS = frozenset({"broken", "identity"})


@dataclass(frozen=True, slots=True)
class Recipient:
    """A recipient; ``address`` is the e-mail address in lower case, ``told`` the mail's contents.

    ``is_urgent``: a channel of the person's is broken, or its account in wrong hands.
    """

    address: str
    mailbox: str
    told: frozenset[str]
    is_urgent: bool
    letter: DigestMail


def digest_recipients(hub: Any, rows: Iterable[BoardRow], known: HubData) -> Iterator[Recipient]:
    """Yield one recipient for each e-mail address, with the whole contents of the mail."""
    rows = list(rows)
    tasks = [
        _task(row, known) for row in rows if row.facts.state in LISTED_STATES and is_mentioned(row)
    ]
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
    """Return the public URL of a path; empty if the site's URL is not set."""
    base, root = setting("site_url"), "/".join(api.portal.get().getPhysicalPath())
    return base.rstrip("/") + path.removeprefix(root) if base else ""
