"""Readers of a mail's headers, which tolerate malformed ones."""

from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from email.utils import parsedate_to_datetime

from ... import _
from ...core.feeds.text import scrub

HEADER = 10_000  # characters of a header: Python's parser is slow on far longer ones
# Exceptions of Python's parsers for malformed mails.
MALFORMED = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
# Mails that no person sent to us, so that they need no answer.
AUTOMATIC = {
    "bounce": _("A mail server tells that a mail could not be delivered, or has been."),
    "automatic": _("It was sent by a program, such as a reply while somebody is away."),
    "list": _("It was sent to a list of many, such as a newsletter."),
}
LISTS = ("bulk", "list", "junk")


class BoundedPolicy(Compat32):
    """A parsing policy that cuts each header to ``HEADER`` characters."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:HEADER]


BOUNDED_POLICY = BoundedPolicy()


def raw_header(message: Message, name: str) -> str:
    """Return the first header of this name unparsed; bytes that are not UTF-8 are replaced."""
    found = (value for each, value in message.raw_items() if each.lower() == name.lower())
    return str(next(found, "")).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def decoded_header(text: str) -> str:
    """Return a header's text on one line; unchanged if it cannot be decoded."""
    with suppress(*MALFORMED):
        text = str(make_header(decode_header(text)))
    return " ".join(scrub(text).split())


def sent_time(message: Message) -> int | None:
    """Return the date in the mail, in seconds since 1970; None if it is missing or malformed."""
    with suppress(*MALFORMED, OverflowError):
        return int(parsedate_to_datetime(raw_header(message, "Date")).timestamp())
    return None


def automatic_kind(message: Message) -> str:
    """Return the key of AUTOMATIC that fits a mail; empty if a person may have written it.

    It follows RFC 3834 (Auto-Submitted), 2919 and 2369 (lists), 5321 (no return path) and 6522.
    """
    precedence = _word(message, "Precedence")
    if message.get_content_type() == "multipart/report":
        return "bounce"
    if _word(message, "Auto-Submitted") not in ("", "no") or precedence == "auto_reply":
        return "automatic"
    if "Return-Path" in message and not raw_header(message, "Return-Path").strip("<> "):
        return "bounce"
    is_list = "List-Id" in message or "List-Unsubscribe" in message or precedence in LISTS
    return "list" if is_list else ""


def _word(message, name):
    return raw_header(message, name).partition(";")[0].strip().lower()
