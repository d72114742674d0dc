"""Messages that an officer or another system submits, validated and limited in size (T0)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from re import compile as pattern
from typing import Any, TypeVar
from uuid import uuid4

from ... import DAY, _
from ...core.messages.captured import SENDER, UNKNOWN, captured
from ...core.messages.engine import Refused
from ...core.messages.store import Incoming
from ...site.forms.faults import Faults, Fields
from .given import GUARD, LONG, cleaned_address, cleaned_line, cleaned_name, cleaned_quote

T = TypeVar("T")
MOST_FILES, LARGEST, LARGEST_OF_ALL = 10, 10 * 2**20, 30 * 2**20
LONGEST_NAME = 100
UNSAFE = pattern(r"[^\w .()-]+")
# Media types of screenshots by their first bytes; nothing is unpacked.
SIGNS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"%PDF-": "application/pdf",
}
ADDRESSES = ("permalink", "in_reply_to", "thread")
# On a channel, directly to the municipality, or on another's page, where we can hide nothing.
KINDS = ("public", "direct", "elsewhere")


def incoming_from(
    data: Mapping, files: Mapping[str, bytes], *, channel: str, how: str, now: int
) -> Incoming:
    """Return a message from form or body data; raise FaultyFields with every fault.

    ``data`` may have ``text`` (required), ``kind`` (one of KINDS), ``subject``, ``sender`` (texts
    by name, as in ``messages.captured``), ``permalink``, ``in_reply_to``, ``thread`` and
    ``published`` (ISO 8601). Data with the same permalink and text are the same message. If
    ``suspected_abuse`` is true, only the ``file_records`` are stored, never the files.
    """
    fields, must_not_be_held = Fields(data), data.get("suspected_abuse") is True
    text = fields.read("text", cleaned_quote, LONG)
    fields.demand("text", text, _("Write what the message says."))
    addresses: dict[str, Any] = {name: fields.read(name, cleaned_address) for name in ADDRESSES}
    subject, kind = fields.read("subject", cleaned_line), fields.read("kind", _kind)
    sender = fields.take("sender", sender_from, data.get("sender"))
    published = fields.take("published", moment_from, data.get("published"), now)
    fields.take("files", limit, files.values())
    kept = None if must_not_be_held else fields.take("files", checked, files)
    fields.done(GUARD)
    content = captured(
        text,
        how=how,
        at=now,
        subject=subject,
        sender=sender,
        published=published,
        withheld=hashed(files) if must_not_be_held else None,
        **addresses,
    )
    where = {"is_direct": kind == "direct", "is_elsewhere": kind == "elsewhere"}
    return Incoming(_source(addresses, text), channel, content, files=kept or {}, **where)


def hashed(files: Mapping[str, bytes]) -> dict[str, dict]:
    """Return records of files that must not be stored, keyed by safe file name.

    Each has ``sha256``, ``size`` in bytes, and the media ``type`` by its first bytes. A video is
    accepted here, too. Possession of images of child sexual abuse is a crime (Criminal Code 16:10
    a).
    """
    return {
        name: {
            "sha256": sha256(data).hexdigest(),
            "size": len(data),
            "type": kind_of(data) or "application/octet-stream",
        }
        for name, data in named_apart(files.items()).items()
    }


def checked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files under names that are safe on every system; raise engine.Refused."""
    return named_apart((name, _checked_file(data)) for name, data in files.items())


def named_apart(files: Iterable[tuple[str, T]], taken: Collection[str] = ()) -> dict[str, T]:
    """Return files under safe names that are unique, and not among those ``taken``."""
    found: dict[str, T] = {}
    for name, data in files:
        found[_free_name(safe_name(name), {*taken, *found})] = data
    return found


def kind_of(data: bytes) -> str:
    """Return the media type of a file by its first bytes; empty if it is not accepted."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return next((SIGNS[start] for start in SIGNS if data.startswith(start)), "")


def safe_name(name: str) -> str:
    """Return a file name without folders and special characters."""
    plain = UNSAFE.sub("-", name.replace("\\", "/").rpartition("/")[2]).strip(" .-")
    return plain[-LONGEST_NAME:] or "fil"


def sender_from(value: object) -> dict[str, str] | str:
    """Return the author in form or body data; raise engine.Refused.

    Only the given fields of ``messages.captured.SENDER`` are in it, even if empty; "unknown" if
    none is given.
    """
    if not value or value == UNKNOWN:
        return UNKNOWN
    if not isinstance(value, Mapping):
        raise Refused(GUARD, _("A sender is described by name, handle, id, url and contact."))
    faults = Faults()
    sender = {
        name: faults.take(f"sender_{name}", cleaned_name, value[name] or "")
        for name in SENDER
        if name in value
    }
    faults.done(GUARD)
    return sender


def moment_from(value: object, now: int) -> int | None:
    """Return a publication time (ISO 8601) in seconds since 1970; raise engine.Refused."""
    text = cleaned_line(value or "")
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError as error:
        sentence = _("A moment is written as 2026-05-04T18:00, with or without a time zone.")
        raise Refused(GUARD, sentence) from error
    if found is None:
        return None
    seconds = int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())
    # A service's clock may be ahead of ours.
    if not 0 <= seconds <= now + DAY:
        raise Refused(GUARD, _("What has come in was written between 1970 and now."))
    return seconds


def limit(files: Collection[bytes]) -> None:
    """Raise engine.Refused for an empty file, a large one, or too many for one message."""
    if not all(files):
        raise Refused(GUARD, _("The file is empty."))
    if len(files) > MOST_FILES:
        raise Refused(GUARD, _("Attach ten files at most."))
    if any(len(data) > LARGEST for data in files):
        raise Refused(GUARD, _("A file is larger than 10 MB."))
    if sum(map(len, files)) > LARGEST_OF_ALL:
        raise Refused(GUARD, _("The files are larger than 30 MB together."))


def _checked_file(data):
    if not kind_of(data):
        raise Refused(GUARD, _("Attach pictures (PNG, JPEG, GIF, WebP) or PDF files only."))
    return data


def _free_name(name, taken):
    stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
    numbered = (f"{stem} ({number}){dot}{suffix}" for number in count(2))
    return name if name not in taken else next(each for each in numbered if each not in taken)


def _source(addresses, text):
    """Return the message's unique source: by permalink and text, or at random."""
    if not addresses["permalink"]:
        return f"typed:{uuid4().hex}"
    return f"{addresses['permalink']}#{sha256(text.encode()).hexdigest()[:16]}"


def _kind(value):
    if (value or "public") not in KINDS:
        raise Refused(GUARD, _("A message is public, direct, or on a page that is not ours."))
    return value or "public"
