"""A message's content as it came in (T0): plain data, in one shape for every channel."""

from collections.abc import Mapping
from typing import Any

from ... import _
from .data_types import Data

CAPTURE_METHODS = {
    "report": _("The report form"),
    "contact": _("The contact form"),
    "typed": _("Typed in by an officer"),
    "mail": _("E-mail"),
    "rest": _("Another system"),
    "feed": _("Retrieved from the service"),
}
UNKNOWN = "unknown"
# Name, handle, the platform's own id, the profile's URL, and how to reach the sender.
SENDER_FIELDS = ("name", "handle", "id", "url", "contact")


def captured_content(
    text: str,
    *,
    how: str,
    at: int,
    received: str | None = None,
    sender: Mapping[str, str] | str = UNKNOWN,
    subject: str = "",
    permalink: str = "",
    in_reply_to: str = "",
    thread: str = "",
    published: int | None = None,
    reported: Mapping[str, str] | None = None,
    withheld: Mapping[str, Data] | None = None,
    mail: Data | None = None,
) -> dict[str, Any]:
    """Return a message's content as it is stored, sealed and handed over.

    ``text`` is plain, as shown; ``received`` is the original if it differs, such as HTML. ``how``
    is a key of CAPTURE_METHODS. ``at`` and ``published`` (the source's own time, if it gives one)
    are seconds since 1970. ``sender`` has any of SENDER_FIELDS, or is "unknown". ``permalink`` is
    the message's URL, ``in_reply_to`` that of the message or post it answers, and ``thread`` that
    of the whole conversation. ``reported`` has the reporter's ``reason``, ``text`` and ``contact``.
    ``withheld`` are files that must not be stored: by name their ``sha256``, ``size`` in bytes and
    media ``type``.

    ``mail`` describes a message that came by e-mail: ``whole`` is the name of the file with the
    original mail, ``files`` are the names of its attachments, ``more`` is the number of others in
    it; ``is_cut`` marks a text longer than is read, ``is_whole`` a mail that could be parsed, and
    ``automatic`` names the kind of mail that no person has sent, such as a bounce, or is "".
    ``service`` is the name of the service whose program sent it to announce a comment, or "".
    """
    known_sender = (
        {} if isinstance(sender, str) else {n: sender[n] for n in SENDER_FIELDS if sender.get(n)}
    )
    return {
        "text": text,
        "received": text if received is None else received,
        "subject": subject,
        "sender": known_sender or UNKNOWN,
        "permalink": permalink,
        "in_reply_to": in_reply_to,
        "thread": thread,
        "published": published,
        "captured": at,
        "how": how,
        "reported": dict(reported) if reported else None,
        "withheld": {name: dict(withheld[name]) for name in withheld} if withheld else None,
        "mail": dict(mail) if mail else None,
    }


def erased_content(content: Data) -> dict[str, Any]:
    """Return the rest of a content that has been disposed of: how it came in, and when."""
    return captured_content("", how=content.get("how", ""), at=content.get("captured", 0))


def is_automatic(content: Data) -> bool:
    """Return whether no person has sent it, so that nobody waits for an answer."""
    return bool((content.get("mail") or {}).get("automatic"))
