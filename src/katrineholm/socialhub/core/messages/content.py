"""A message's content as it came in (T0), and later additions (guideline point G9), as plain data.

The captured content has the same shape for every channel, and is never changed. Additions are lines
of the message's log; the message has their positions, so that a list need not read the log.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ... import _
from .data_types import Data
from .engine import Refused

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
    """Return the content of an incoming message, in the shape in which it is stored and sealed.

    ``text`` is plain, as shown; ``received`` is the original if it differs, such as HTML. ``how``
    is a key of CAPTURE_METHODS. ``at`` and ``published`` (the source's own time, if it gives one)
    are seconds since 1970. ``sender`` has any of SENDER_FIELDS, or is "unknown". ``permalink`` is
    the message's URL, ``in_reply_to`` that of the message or post it answers, and ``thread`` that
    of the whole conversation. ``reported`` has the reporter's ``reason``, ``text`` and ``contact``.
    ``withheld`` are files that must not be stored: by name their ``sha256``, ``size`` in bytes and
    media ``type``.

    ``mail`` describes a message that came by e-mail: ``whole`` is the name of the file with the
    original mail, ``files`` are the names of its attachments, ``more`` counts further ones;
    ``is_cut`` marks a text that was shortened, ``is_whole`` a mail that could be parsed, and
    ``automatic`` names the kind of mail that no person has sent, such as a bounce, or is "".
    ``service`` is the name of the service whose program sent it to announce a comment, or "".
    """
    return {
        "text": text,
        "received": text if received is None else received,
        "subject": subject,
        "sender": UNKNOWN if isinstance(sender, str) else _known_sender(sender),
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
    """Return the content that remains of a message after its disposal: how and when it came in."""
    return captured_content("", how=content.get("how", ""), at=content.get("captured", 0))


def is_automatic(content: Data) -> bool:
    """Return whether a message was sent by a program, so that nobody expects an answer."""
    return bool((content.get("mail") or {}).get("automatic"))


ADDITION = "completed"
# The fields of a message that may be completed or corrected later.
ADDABLE_FIELDS = ("text", "sender", "published")


def known_content(message: Data) -> dict[str, Any]:
    """Return a message's content with all additions, in the shape of ``captured_content``."""
    found: dict[str, Any] = dict(message["captured"])
    for given in message_additions(message):
        found |= {name: given[name] for name in ADDABLE_FIELDS if name in given}
        found["withheld"] = {**(found.get("withheld") or {}), **given.get("withheld", {})} or None
    return found


def message_additions(message: Data) -> list[Data]:
    """Return the values of each addition to a message, the earliest first."""
    return [message["log"][position]["given"] for position in message.get(ADDITION, ())]


def addition_positions(lines: Iterable[Data]) -> tuple[int, ...]:
    """Return the positions of the additions among the lines of a message's log."""
    return tuple(at for at, line in enumerate(lines) if line["step"] == ADDITION)


def logged_files(lines: Iterable[Data]) -> dict[str, str]:
    """Return the hashes, by name, of the files that a message's log records as stored."""
    values = (line["given"] for line in lines if line["step"] in ("receive", ADDITION))
    return {name: each for given in values for name, each in given.get("files", {}).items()}


def new_addition(message: Data, values: Data, files: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of the log's line for an addition to a message.

    ``values`` may have any of ADDABLE_FIELDS, whole, and ``withheld`` as in the captured content;
    ``files`` are hashes by name. Known values are left out. Raise Refused if nothing is new or the
    message is closed, and ValueError if a file's name is taken.
    """
    if message["state"]["handling"] == "closed":
        raise Refused("state", _("The message is closed: open it again first."))
    if taken := files.keys() & logged_files(message["log"].values()):
        raise ValueError(f"names that other files have: {sorted(taken)}")
    known = known_content(message)
    new = {name: values[name] for name in ADDABLE_FIELDS if name in values}
    if isinstance(new.get("sender"), Mapping):
        new["sender"] = _known_sender(new["sender"])
    given = {name: new[name] for name in new if new[name] != known.get(name)}
    others = {"withheld": values.get("withheld"), "files": dict(sorted(files.items()))}
    given |= {name: dict(each) for name, each in others.items() if each}
    if not given:
        raise Refused("given", _("There is nothing new in it."))
    return given


def _known_sender(sender: Mapping[str, str]) -> dict[str, str] | str:
    return {name: sender[name] for name in SENDER_FIELDS if sender.get(name)} or UNKNOWN
