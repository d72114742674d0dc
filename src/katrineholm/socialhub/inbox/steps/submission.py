"""The validation of messages that an officer or another system submits (T0)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from re import compile as pattern
from typing import Any, TypeVar
from uuid import uuid4

from ... import DAY, _
from ...core.messages.content import SENDER_FIELDS, UNKNOWN, captured_content
from ...core.messages.engine import Refused
from ...core.messages.store import IncomingMessage
from ...site.pages.form_faults import FormFaults, FormReader
from .validation import GUARD, MAX_LONG_TEXT, cleaned_line, cleaned_name, cleaned_quote, cleaned_url

T = TypeVar("T")
MAX_FILES, MAX_FILE_SIZE, MAX_TOTAL_SIZE = 10, 10 * 2**20, 30 * 2**20
MAX_NAME_LENGTH = 100
UNSAFE_CHARACTERS = pattern(r"[^\w .()-]+")
# Media types of screenshots by their first bytes; nothing is unpacked.
MEDIA_TYPES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"%PDF-": "application/pdf",
}
URL_FIELDS = ("permalink", "in_reply_to", "thread")
# On a channel, directly to the municipality, or on another's page, where we can hide nothing.
KINDS = ("public", "direct", "elsewhere")


def incoming_message(
    data: Mapping, files: Mapping[str, bytes], *, channel: str, how: str, now: int
) -> IncomingMessage:
    """Return a message from form or REST data; raise FaultyFields with all errors.

    ``data`` may have ``text`` (required), ``kind`` (one of KINDS), ``subject``, ``sender`` (texts
    by name, as in ``content.captured_content``), ``permalink``, ``in_reply_to``, ``thread`` and
    ``published`` (ISO 8601). Data with the same permalink and text are the same message. If
    ``suspected_abuse`` is true, only the ``file_records`` are stored, never the files.
    """
    fields, must_not_be_held = FormReader(data), data.get("suspected_abuse") is True
    text = fields.read("text", cleaned_quote, MAX_LONG_TEXT)
    fields.require("text", text, _("Write what the message says."))
    addresses: dict[str, Any] = {name: fields.read(name, cleaned_url) for name in URL_FIELDS}
    subject, kind = fields.read("subject", cleaned_line), fields.read("kind", _kind)
    sender = fields.take("sender", cleaned_sender, data.get("sender"))
    published = fields.take("published", cleaned_time, data.get("published"), now)
    fields.take("files", refuse_too_many_files, files.values())
    kept = None if must_not_be_held else fields.take("files", checked_files, files)
    fields.raise_faults(GUARD)
    content = captured_content(
        text,
        how=how,
        at=now,
        subject=subject,
        sender=sender,
        published=published,
        withheld=file_records(files) if must_not_be_held else None,
        **addresses,
    )
    where = {"is_direct": kind == "direct", "is_elsewhere": kind == "elsewhere"}
    return IncomingMessage(_source(addresses, text), channel, content, files=kept or {}, **where)


def file_records(files: Mapping[str, bytes]) -> dict[str, dict]:
    """Return records of files that must not be stored, keyed by safe file name.

    Each has ``sha256``, ``size`` in bytes, and the media ``type`` by its first bytes. Files may be
    of any type, such as videos. Possession of images of child sexual abuse is a crime (Criminal
    Code 16:10 a).
    """
    return {
        name: {
            "sha256": sha256(data).hexdigest(),
            "size": len(data),
            "type": media_type(data) or "application/octet-stream",
        }
        for name, data in files_by_unique_name(files.items()).items()
    }


def checked_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files by safe name; raise engine.Refused if a media type is not accepted."""
    if not all(map(media_type, files.values())):
        raise Refused(GUARD, _("Attach pictures (PNG, JPEG, GIF, WebP) or PDF files only."))
    return files_by_unique_name(files.items())


def files_by_unique_name(
    files: Iterable[tuple[str, T]], taken: Collection[str] = ()
) -> dict[str, T]:
    """Return files under names that are safe, unique, and not among those ``taken``."""
    found: dict[str, T] = {}
    for name, data in files:
        found[_free_name(safe_file_name(name), {*taken, *found})] = data
    return found


def media_type(data: bytes) -> str:
    """Return the media type of a file by its first bytes; empty if the type is not accepted."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return next((MEDIA_TYPES[start] for start in MEDIA_TYPES if data.startswith(start)), "")


def safe_file_name(name: str) -> str:
    """Return a file name without folders and special characters; "fil" if nothing is left."""
    plain = UNSAFE_CHARACTERS.sub("-", name.replace("\\", "/").rpartition("/")[2]).strip(" .-")
    return plain[-MAX_NAME_LENGTH:] or "fil"


def cleaned_sender(value: object) -> dict[str, str] | str:
    """Return the author in form or REST data; raise engine.Refused for invalid values.

    Only the given fields of ``content.SENDER_FIELDS`` are included, even if empty. If none is
    given, "unknown" is returned.
    """
    if not value or value == UNKNOWN:
        return UNKNOWN
    if not isinstance(value, Mapping):
        raise Refused(GUARD, _("A sender is described by name, handle, id, url and contact."))
    faults = FormFaults()
    sender = {
        name: faults.take(f"sender_{name}", cleaned_name, value[name] or "")
        for name in SENDER_FIELDS
        if name in value
    }
    faults.raise_faults(GUARD)
    return sender


def cleaned_time(value: object, now: int) -> int | None:
    """Return an ISO 8601 time in seconds since 1970, None if empty; raise engine.Refused."""
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


def refuse_too_many_files(files: Collection[bytes]) -> None:
    """Raise engine.Refused if a file is empty or too large, or if there are too many files."""
    if not all(files):
        raise Refused(GUARD, _("The file is empty."))
    if len(files) > MAX_FILES:
        raise Refused(GUARD, _("Attach ten files at most."))
    if any(len(data) > MAX_FILE_SIZE for data in files):
        raise Refused(GUARD, _("A file is larger than 10 MB."))
    if sum(map(len, files)) > MAX_TOTAL_SIZE:
        raise Refused(GUARD, _("The files are larger than 30 MB together."))


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
