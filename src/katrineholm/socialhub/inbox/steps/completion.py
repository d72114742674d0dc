"""Additions to a message's evidence, such as its text or a screenshot (G8, G9)."""

from collections.abc import Mapping
from time import time

from AccessControl import Unauthorized
from plone.dexterity.content import Container

from ... import _
from ...core.messages.content import known_content, logged_files
from ...core.messages.flow import ACTORS
from ...core.messages.grounds import ABUSE
from ...core.messages.integrity import sha256_hex
from ...core.messages.store import messages_of
from ...site.pages.form_faults import FormFaults, FormReader
from .roles import current_actor, message_roles
from .submission import (
    checked_files,
    cleaned_sender,
    cleaned_time,
    file_records,
    files_by_unique_name,
    refuse_too_many_files,
)
from .validation import GUARD, MAX_LONG_TEXT, cleaned_quote

COMPLETION_ROLES = (*ACTORS, "receiver")
MISSING_EVIDENCE = {
    "text": _("The evidence lacks the comment's text."),
    "screenshot": _("The evidence lacks a screenshot."),
}


def complete_evidence(
    hub: Container,
    number: int,
    data: Mapping,
    files: Mapping[str, bytes],
    *,
    now: int | None = None,
) -> None:
    """Add evidence to a message for the current user.

    ``data`` may have ``text``, ``sender`` (its known fields; an empty field is unknown),
    ``published`` and ``suspected_abuse``, as in ``submission.incoming_message``; missing keys
    change nothing. Files that it already has are skipped, and none is stored of suspected abuse.
    Raise KeyError, Unauthorized or engine.Refused before anything is written.
    """
    now = int(time()) if now is None else now
    messages = messages_of(hub)
    message = messages[number]
    if not message_roles(hub, message) & set(COMPLETION_ROLES):
        raise Unauthorized("This message is not yours to handle.")
    known = known_content(message)
    additions, had = _additions(data, known, now), _known_hashes(messages.log(number), known)
    files = {name: data for name, data in files.items() if sha256_hex(data) not in had.values()}
    faults = FormFaults()
    if data.get("suspected_abuse") is True or is_suspected_abuse(hub, number):
        faults.take("files", refuse_too_many_files, files.values())
        additions["withheld"], files = files_by_unique_name(file_records(files).items(), had), {}
    elif files:
        faults.take(
            "files", refuse_too_many_files, [*files.values(), *_added_files(messages, number)]
        )
        files = files_by_unique_name(
            (faults.take("files", checked_files, files) or {}).items(), had
        )
    faults.raise_faults(GUARD)
    messages.add_information(number, additions, files, who=current_actor(), now=now)


def may_complete(hub: Container, number: int) -> bool:
    """Return whether a message is open and the current user may add to its evidence."""
    message = messages_of(hub)[number]
    is_open = message["state"]["handling"] != "closed"
    return is_open and bool(message_roles(hub, message) & set(COMPLETION_ROLES))


def is_suspected_abuse(hub: Container, number: int) -> bool:
    """Return whether a message may contain images of child sexual abuse."""
    return ABUSE in messages_of(hub).state(number).facts.rules


def missing_evidence(hub: Container, number: int) -> set[str]:
    """Return the missing parts of the evidence: ``text``, and ``screenshot`` if one may be made."""
    message = messages_of(hub)[number]
    known = known_content(message)
    is_seen = (
        set(message["files"]) - {_mail_file_names(message)[0]}
        or known.get("withheld")
        or is_suspected_abuse(hub, number)
    )
    missing = {"text": not known["text"], "screenshot": not is_seen}
    return {name for name in missing if missing[name]}


def _added_files(messages, number):
    """Return the files that people have added; those of a mail do not count."""
    brought = _mail_file_names(messages[number])
    names = [name for name in messages[number]["files"] if name not in brought]
    return [messages.file(number, name) for name in names]


def _mail_file_names(message):
    mail = message["captured"].get("mail") or {"whole": "", "files": ()}
    return (mail["whole"], *mail["files"])


def _additions(data, known, now):
    fields = FormReader(data)
    text = fields.read("text", cleaned_quote, MAX_LONG_TEXT)
    published = fields.take("published", cleaned_time, data.get("published"), now)
    sender = fields.take("sender", cleaned_sender, data.get("sender"))
    fields.raise_faults(GUARD)
    additions = {"published": published} if published is not None else {}
    if text and text.split() != known["text"].split():
        additions["text"] = text
    if data.get("sender"):
        additions["sender"] = _updated_sender(sender, known["sender"])
    return additions


def _updated_sender(given, known):
    if isinstance(given, str):
        return given
    return ({} if isinstance(known, str) else dict(known)) | given


def _known_hashes(log, known):
    """Return the hash of each stored, dropped or withheld file, keyed by name."""
    withheld = known.get("withheld") or {}
    return logged_files(log) | {name: withheld[name]["sha256"] for name in withheld}
