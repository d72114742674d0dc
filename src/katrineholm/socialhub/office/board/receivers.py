"""The recipients of the daily mail: the people who answer today, and the office."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from plone import api

from ...accounts.duties.confirming import link
from ...accounts.lifecycle.letters import can_log_in, office, whom_to_ask
from ...accounts.people.person import Person, mailbox
from ...site.settings.registry import setting
from .judging import Known, Row
from .letter import Letter, Task, is_worth, problems

TOLD = ("official", "paused")  # channels in other states concern the office only
URGENT = frozenset({"broken", "identity"})


@dataclass(frozen=True, slots=True)
class Receiver:
    """A recipient; ``address`` is the e-mail address in lower case, ``told`` the mail's contents.

    ``is_urgent``: a channel of the person's is broken, or its account in wrong hands.
    """

    address: str
    mailbox: str
    told: frozenset[str]
    is_urgent: bool
    letter: Letter


def receivers(hub: Any, rows: Iterable[Row], known: Known) -> Iterator[Receiver]:
    """Yield one recipient for each e-mail address, with the whole contents of the mail."""
    rows = list(rows)
    tasks = [_task(row, known) for row in rows if row.facts.state in TOLD and is_worth(row)]
    people: dict[str, Person] = {}
    letters: dict[str, Letter] = {}
    for task in tasks:
        if (answering := task.row.answering) and answering.person.email:
            person = answering.person
            key = _enter(people, person)
            ask = "" if can_log_in(person) else whom_to_ask()
            letter = letters.get(key) or Letter(ask=ask)
            letters[key] = replace(letter, own=(*letter.own, task))
    reports = sum(row.facts.state == "reported" for row in rows)
    for person in office():
        if person.email:
            key = _enter(people, person)
            letters[key] = _overview(hub, letters.get(key, Letter()), tasks, reports)
    return (_receiver(key, people[key], letter) for key, letter in letters.items())


def _enter(people, person: Person):
    key = person.email.casefold()
    people.setdefault(key, person)
    return key


def _overview(hub, letter, tasks, reports):
    page = _public("/".join(hub.getPhysicalPath()))
    board_url = page and f"{page}/@@board"
    return replace(letter, all=tuple(tasks), reports=reports, board_url=board_url)


def _receiver(key, person, letter):
    is_urgent = any(problems(task.row) & URGENT for task in letter.own)
    told = {
        f"{task.row.facts.uid} {problem}"
        for task in (*letter.own, *letter.all)
        for problem in problems(task.row)
    }
    told |= {f"reports {letter.reports}"} if letter.reports else set()
    return Receiver(key, mailbox(person), frozenset(told), is_urgent, letter)


def _task(row, known):
    return Task(row, _public(row.facts.path), _confirm_url(row, known))


def _confirm_url(row, known):
    """Return the answering person's own confirmation link, which opens without a login."""
    if not setting("site_url") or row.answering is None or "unconfirmed" not in row.problems:
        return ""
    duties = known.duties[row.facts.uid]
    return link(row.facts, duties, getattr(duties, row.answering.role))


def _public(path):
    """Return the public URL of a path; empty if the site's URL is not set."""
    base, root = setting("site_url"), "/".join(api.portal.get().getPhysicalPath())
    return base.rstrip("/") + path.removeprefix(root) if base else ""
