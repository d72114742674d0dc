"""The history of a message, line by line, for readers (G17)."""

from collections.abc import Callable, Mapping

from plone import api
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.moments import day, when
from ...accounts.duties.held import ROLE_TITLES
from ...accounts.people.person import member_name
from ...core.messages.captured import UNKNOWN
from ...core.messages.flow import QUESTIONS
from ...core.messages.picture import NO, YES
from ...core.messages.sealing import canonical
from ..reminders.naming import name_in
from ..routing.routing import FORWARDED, STANDING_IN
from ..steps.rules import rule_text
from ..steps.schema import STATEMENTS, IGiven
from .fields import TITLES
from .shown import LOOKED, line, sender_name, step_title

LABELS = {
    "address": _("Where it was written"),
    "answer": _("The answer"),
    "answers": _("It answers message"),
    "as": _("Given out as"),
    "captured": _("SHA-256 of the text and its sender"),
    "contact": _("How to reach whoever reported it"),
    "day": _("Reported on"),
    "due": _("Until"),
    "erased": _("What was given is disposed of"),
    "evidence": _("SHA-256 of the evidence"),
    "files": _("SHA-256 of the files"),
    "for": _("For"),
    "found": _("What was seen"),
    "gone": _("Gone"),
    "hash": _("SHA-256 of the text as it came"),
    "how": _("How"),
    "last_day": _("Last day"),
    "log": _("SHA-256 of the lines that are left"),
    "mailbox": _("The authority's mailbox"),
    "masked": _("Masked passages"),
    "message_id": _("Message-ID of the mail"),
    "number": _("Receipt number"),
    "on": _("Going on"),
    "often": _("Many reports came from the same place within an hour"),
    "provision": _("Provision"),
    "question": _("Question"),
    "stands": _("The removal stands"),
    "published": TITLES["published"],
    "quote": _("The comment, as it was copied"),
    "receipt_number": _("Receipt number"),
    "received": _("As it came"),
    "reply_to": _("Replies go to"),
    "reference": _("The police's reference"),
    "sender": TITLES["name"],
    "sha256": _("SHA-256 of the message as data"),
    "status": _("The server's answer"),
    "text": _("Text"),
    "to": _("To"),
    "way": _("How the author is told"),
    "withheld": _("SHA-256 of files that are not held"),
    "why": _("Why"),
}
WHY = {
    **ROLE_TITLES,
    FORWARDED: _("It was passed on"),
    STANDING_IN: _("The information office stands in"),
}
# The ways of a statement to the author, and the formats of a copy.
WAYS = {
    "mail": _("By e-mail"),
    "elsewhere": _("In another way"),
    "unknown": _("No contact is known"),
}
SHAPES = {
    "page": _("Page to print"),
    "text": _("Text file"),
    "request": _("One of several records that were asked for"),
}
# Values that the site adds to a step: of no use to a reader.
UNTOLD = (
    *("by_office", "by_another", "hold", "open_request", "period_passed"),
    *("facts", "origin", "receipts", "registered"),
)
HASHES = ("captured", "evidence", "files", "hash", "log", "sha256", "withheld")


def told(hub: Container, number: int, each: Mapping) -> dict:
    """Return a log line with its time as ``when`` and its ``facts`` as texts."""
    plain = line(each)
    given = plain["given"]
    names = [name for name in given if name not in UNTOLD and given[name] not in ("", None, {})]
    facts = [
        {
            "label": label(name),
            "text": _value(hub, number, name, given[name]),
            "is_hash": name in HASHES,
        }
        for name in names
    ]
    return plain | {"when": when(each["time"]), "facts": facts}


def label(name: str) -> str:
    """Return the label of a value in a log line."""
    field = IGiven.get(name) or STATEMENTS.get(name)
    return api.portal.translate(LABELS.get(name) or (field.title if field else name))


def title_of(name: str) -> Message | str:
    """Return the title of a copy's field: a message's, or ``<step>-<position>`` of its log."""
    return TITLES.get(name) or step_title(name.rpartition("-")[0])


def _value(hub, number, name, value):
    if isinstance(value, bool):
        return api.portal.translate(YES if value else NO)
    if name == "rules":
        return "; ".join(f"{code}: {rule_text(code, hub, number)}" for code in value)
    if name == "reason":
        return rule_text(value, hub, number)
    if name == "for":
        return name_in(hub, value)
    return TELLERS.get(name, _plain_text)(value)


def _plain_text(value):
    return value if isinstance(value, str) else canonical(value).decode()


def _time_text(seconds):
    return when(seconds)["text"]


def _question_text(id):
    return api.portal.translate(next((each.text for each in QUESTIONS if each.id == id), id))


def _file_hashes(files):
    """Return the hashes by file name; without names if they were disposed of."""
    if isinstance(files, list):
        return "; ".join(files)
    hashes = {n: each if isinstance(each, str) else each["sha256"] for n, each in files.items()}
    return "; ".join(f"{name}: {hashes[name]}" for name in hashes)


def _evidence_hashes(hashes):
    return hashes if isinstance(hashes, str) else "; ".join(hashes)


def _masked_counts(lengths):
    return ", ".join(
        f"{api.portal.translate(title_of(name))}: {len(lengths[name])}" for name in lengths
    )


def _sender_text(sender):
    return sender_name(sender) if sender == UNKNOWN else " · ".join(sender.values())


def _title_lookup(titles):
    return lambda code: api.portal.translate(titles.get(code, code))


TELLERS: dict[str, Callable] = {
    "as": _title_lookup(SHAPES),
    "day": day,
    "diary_date": day,
    "due": _time_text,
    "evidence": _evidence_hashes,
    "files": _file_hashes,
    "follow_up_on": day,
    "found": _title_lookup(LOOKED),
    "last_day": day,
    "masked": _masked_counts,
    "published": _time_text,
    "question": _question_text,
    "receiver": member_name,
    "second_person": member_name,
    "sender": _sender_text,
    "way": _title_lookup(WAYS),
    "why": _title_lookup(WHY),
    "withheld": _file_hashes,
}
