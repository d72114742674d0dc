"""What is kept of a message as it came in (T0): plain data, in one shape whatever it came by."""

from collections.abc import Mapping
from typing import Any

from ... import _
from .plain import Data

WAYS = {
    "report": _("The report form"),
    "contact": _("The contact form"),
    "typed": _("Typed in by an officer"),
    "mail": _("E-mail"),
    "rest": _("Another system"),
    "feed": _("Retrieved from the service"),
}
UNKNOWN = "unknown"
# Name, handle, the platform's own id, the profile's address, and how to reach whoever sent it.
SENDER = ("name", "handle", "id", "url", "contact")


def captured(
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
    """A message's content as it is kept, sealed and handed over.

    ``text`` is plain, as it is shown; ``received`` as it came, where that is another, such as
    HTML. ``how`` is a key of WAYS. ``at`` and ``published`` (the source's own time, where it tells
    one) are seconds since 1970. ``sender`` has any of SENDER, or is "unknown". ``permalink`` is the
    message's address, ``in_reply_to`` that of what it answers, and ``thread`` of the whole talk.
    ``reported`` has the reporter's ``reason``, ``text`` and ``contact``. ``withheld`` are files
    that must not be held: by name their ``sha256``, ``size`` in bytes and media ``type``.
    ``mail`` tells of one that came as a mail: ``whole`` is the file's name that it is kept in as it
    came, ``files`` the names of those that it brought, ``more`` how many others are in it;
    ``is_cut`` is for a text longer than what is read, ``is_whole`` for a mail that could be taken
    apart, and ``automatic`` for one that no person has sent: a bounce, for example, or "".
    ``service`` is the name of the one whose program sent it to announce a comment, or "".
    """
    told = {} if isinstance(sender, str) else {n: sender[n] for n in SENDER if sender.get(n)}
    return {
        "text": text,
        "received": text if received is None else received,
        "subject": subject,
        "sender": told or UNKNOWN,
        "permalink": permalink,
        "in_reply_to": in_reply_to,
        "thread": thread,
        "published": published,
        "captured": at,
        "how": how,
        "reported": dict(reported) if reported else None,
        "withheld": _plain(withheld),
        "mail": dict(mail) if mail else None,
    }


def erased(told: Data) -> dict[str, Any]:
    """What is left of a content that has been disposed of: how it came in, and when."""
    return captured("", how=told.get("how", ""), at=told.get("captured", 0))


def is_automatic(told: Data) -> bool:
    """Whether no person has sent it to us, so that nobody waits for an answer."""
    return bool((told.get("mail") or {}).get("automatic"))


def _plain(files: Mapping[str, Data] | None) -> dict[str, dict[str, Any]] | None:
    return {name: dict(files[name]) for name in files} if files else None
