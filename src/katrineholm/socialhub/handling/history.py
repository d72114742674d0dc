"""What has been done with a message, line by line, in words (G17)."""

from collections.abc import Callable, Mapping

from plone import api

from .. import _
from ..channels.moments import day, when
from ..duties.held import ROLE_TITLES
from ..messages.flow import QUESTIONS
from ..messages.picture import NO, YES
from ..messages.sealing import canonical
from ..people.person import member_name
from .forms import FIELDS
from .guided import FACTS
from .routing import FORWARDED, STANDING_IN
from .rules import rule_text
from .shown import LOOKED, line

LABELS = {
    "address": _("Where it was written"),
    "answer": _("The answer"),
    "captured": _("SHA-256 of the text and its sender"),
    "contact": _("How to reach whoever reported it"),
    "due": _("Until"),
    "evidence": _("SHA-256 of the evidence"),
    "files": _("SHA-256 of the files"),
    "for": _("For"),
    "found": _("What was seen"),
    "gone": _("Gone"),
    "hash": _("SHA-256 of the text as it came"),
    "message_id": _("Message-ID of the mail"),
    "often": _("Many reports came from the same place within an hour"),
    "question": _("Question"),
    "stands": _("The removal stands"),
    "quote": _("The comment, as it was copied"),
    "receipt_number": _("Receipt number"),
    "received": _("As it came"),
    "status": _("The server's answer"),
    "text": _("Text"),
    "why": _("Why"),
}
WHY = {
    **ROLE_TITLES,
    FORWARDED: _("It was passed on"),
    STANDING_IN: _("The information office stands in"),
}
# What the site itself adds to a step: of no use to a reader.
UNTOLD = ("by_office", "by_another")
HASHES = ("captured", "evidence", "files", "hash")


def told(hub, number: int, each: Mapping) -> dict:
    """A line of a message's log, with its moment ``when`` and its ``facts`` as they are read."""
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
    """What something that was given is called."""
    field = FIELDS.get(name)
    return _said(LABELS.get(name) or FACTS.get(name) or (field and field.label) or name)


def _value(hub, number, name, value):
    if isinstance(value, bool):
        return _said(YES if value else NO)
    if name == "rules":
        return "; ".join(f"{code}: {rule_text(code, hub, number)}" for code in value)
    if name == "reason":
        return rule_text(value, hub, number)
    return TELLERS.get(name, _plainly)(value)


def _plainly(value):
    return value if isinstance(value, str) else canonical(value).decode()


def _moment(seconds):
    return when(seconds)["text"]


def _reason(role):
    return _said(WHY.get(role, role))


def _question(id):
    return _said(next((each.text for each in QUESTIONS if each.id == id), id))


def _found(code):
    return _said(LOOKED.get(code, code))


def _files(hashes):
    return "; ".join(f"{name}: {hashes[name]}" for name in hashes)


def _said(message):
    return api.portal.translate(message)


TELLERS: dict[str, Callable] = {
    "diary_date": day,
    "due": _moment,
    "files": _files,
    "follow_up_on": day,
    "for": member_name,
    "found": _found,
    "question": _question,
    "receiver": member_name,
    "second_person": member_name,
    "why": _reason,
}
