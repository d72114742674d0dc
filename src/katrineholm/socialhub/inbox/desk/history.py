"""A message's history as readable log lines (G17)."""

from collections.abc import Callable, Mapping

from plone import api
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_date, formatted_time
from ...accounts.lifecycle.duty_holders import ROLE_TITLES
from ...core.messages.content import UNKNOWN
from ...core.messages.flow import QUESTIONS
from ...core.messages.flow_picture import NO, YES
from ...core.messages.integrity import canonical_json
from ..steps.routing import FORWARDED, OFFICE_REASON
from ..steps.rules import rule_text
from ..steps.schema import STATEMENTS, IStepFields
from ..steps.summary import assignee_name
from .message_fields import TITLES
from .serializer import FINDINGS, log_line, sender_name, step_title

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
    "remote_id": _("The service's own number for it"),
    "reference": _("The police's reference"),
    "sender": TITLES["name"],
    "service": _("Service"),
    "sha256": _("SHA-256 of the message as data"),
    "status": _("The server's answer"),
    "text": _("Text"),
    "to": _("To"),
    "way": _("How the author is told"),
    "withheld": _("SHA-256 of files that are not held"),
    "why": _("Why"),
}
ASSIGNMENT_REASONS = {
    **ROLE_TITLES,
    FORWARDED: _("It was passed on"),
    OFFICE_REASON: _("The information office stands in"),
}
# The ways of a statement to the author, and the formats of a copy.
STATEMENT_WAYS = {
    "mail": _("By e-mail"),
    "elsewhere": _("In another way"),
    "unknown": _("No contact is known"),
}
COPY_FORMATS = {
    "page": _("Page to print"),
    "text": _("Text file"),
    "request": _("One of several records that were asked for"),
}
# Values that the site adds to a step: of no use to a reader.
INTERNAL_VALUES = (
    *("by_office", "by_another", "hold", "open_request", "period_passed"),
    *("facts", "origin", "receipts", "registered"),
)
HASHES = ("captured", "evidence", "files", "hash", "log", "sha256", "withheld")


def history_line(hub: Container, number: int, each: Mapping) -> dict:
    """Return a log line for display, with a readable time in ``when`` and labelled ``facts``."""
    plain = log_line(each)
    given = plain["given"]
    facts = [
        {
            "label": value_label(name),
            "text": _value(hub, number, name, given[name]),
            "is_hash": name in HASHES,
        }
        for name in given
        if name not in INTERNAL_VALUES and given[name] not in ("", None, {})
    ]
    return plain | {"when": formatted_time(each["time"]), "facts": facts}


def value_label(name: str) -> str:
    """Return the translated label of a value in a log line, given the value's name."""
    field = IStepFields.get(name) or STATEMENTS.get(name)
    return api.portal.translate(LABELS.get(name) or (field.title if field else name))


def field_title(name: str) -> Message | str:
    """Return the title of a field in a copy; log lines are fields ``<step>-<position>``."""
    return TITLES.get(name) or step_title(name.rpartition("-")[0])


def _value(hub, number, name, value):
    if isinstance(value, bool):
        return api.portal.translate(YES if value else NO)
    if name == "rules":
        return "; ".join(rule_text(code, hub, number) for code in value)
    if name == "reason":
        return rule_text(value, hub, number)
    if name == "for":
        return assignee_name(hub, value)
    return FORMATTERS.get(name, _plain_text)(value)


def _plain_text(value):
    return value if isinstance(value, str) else canonical_json(value).decode()


def _time_text(seconds):
    return formatted_time(seconds)["text"]


def _question_text(id):
    return api.portal.translate(next((each.text for each in QUESTIONS if each.id == id), id))


def _file_hashes(files):
    """Return the hashes by file name; without names if they were disposed of."""
    if isinstance(files, list):
        return "; ".join(files)
    hashes = {n: each if isinstance(each, str) else each["sha256"] for n, each in files.items()}
    return "; ".join(f"{name}: {hashes[name]}" for name in hashes)


def _masked_counts(lengths):
    titles = {name: api.portal.translate(field_title(name)) for name in lengths}
    return ", ".join(f"{titles[name]}: {len(lengths[name])}" for name in lengths)


def _sender_text(sender):
    return sender_name(sender) if sender == UNKNOWN else " · ".join(sender.values())


def _title_lookup(titles):
    return lambda code: api.portal.translate(titles.get(code, code))


FORMATTERS: dict[str, Callable] = {
    "as": _title_lookup(COPY_FORMATS),
    "day": formatted_date,
    "diary_date": formatted_date,
    "due": _time_text,
    "evidence": lambda hashes: hashes if isinstance(hashes, str) else "; ".join(hashes),
    "files": _file_hashes,
    "follow_up_on": formatted_date,
    "found": _title_lookup(FINDINGS),
    "last_day": formatted_date,
    "masked": _masked_counts,
    "published": _time_text,
    "question": _question_text,
    "receiver": member_name,
    "second_person": member_name,
    "sender": _sender_text,
    "way": _title_lookup(STATEMENT_WAYS),
    "why": _title_lookup(ASSIGNMENT_REASONS),
    "withheld": _file_hashes,
}
