"""The readable fields of a message, for the mailbox and for copies."""

from collections.abc import Mapping
from typing import Any

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.times import formatted_time
from ...core.messages.content import UNKNOWN

TITLES = {
    "subject": _("Subject"),
    "text": _("Text"),
    "name": _("Sender"),
    "handle": _("Sender's user name"),
    "id": _("Sender's id on the service"),
    "url": _("Sender's page"),
    "contact": _("How to reach the sender"),
    "permalink": _("Where it was written"),
    "in_reply_to": _("What it answers"),
    "published": _("Written"),
    "captured": _("Captured"),
    "reason": _("Reported because"),
    "reported": _("The reporter's words"),
    "author": _("Written by, as the reporter says"),
    "reporter": _("How to reach the reporter"),
}


def message_fields(captured: Mapping) -> list[tuple[str, Message, str]]:
    """Return (name, title, value) of the fields with a value, in the order of TITLES."""
    values: dict[str, Any] = {
        name: captured.get(name) for name in ("subject", "text", "permalink", "in_reply_to")
    }
    values |= {name: _time_text(captured.get(name)) for name in ("published", "captured")}
    values |= _sender_values(captured["sender"]) | _report_values(captured.get("reported") or {})
    return [(name, title, values[name]) for name, title in TITLES.items() if values.get(name)]


def _sender_values(sender):
    return {"name": _("Unknown")} if sender == UNKNOWN else dict(sender)


def _report_values(reported):
    names = {"reason": "reason", "text": "reported", "author": "author", "contact": "reporter"}
    return {names[name]: value for name, value in reported.items() if name in names}


def _time_text(seconds):
    return None if seconds is None else formatted_time(seconds)["text"]
