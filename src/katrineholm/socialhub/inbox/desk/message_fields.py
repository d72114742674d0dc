"""The fields of a message as readable text, for the authority's mailbox and for copies."""

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
# The names in a report, and those of the fields.
REPORT_FIELDS = {"reason": "reason", "text": "reported", "author": "author", "contact": "reporter"}


def message_fields(captured: Mapping) -> list[tuple[str, Message, str]]:
    """Return (name, title, value) of each non-empty field, in the order of TITLES."""
    values: dict[str, Any] = {
        name: captured.get(name) for name in ("subject", "text", "permalink", "in_reply_to")
    }
    times = {name: captured.get(name) for name in ("published", "captured")}
    values |= {name: formatted_time(at)["text"] for name, at in times.items() if at is not None}
    sender, reported = captured["sender"], captured.get("reported") or {}
    values |= {"name": _("Unknown")} if sender == UNKNOWN else dict(sender)
    values |= {REPORT_FIELDS[name]: reported[name] for name in REPORT_FIELDS if name in reported}
    return [(name, title, values[name]) for name, title in TITLES.items() if values.get(name)]
