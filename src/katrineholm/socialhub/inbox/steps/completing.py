"""The evidence is completed with what is seen of a message where it was written (G8, G9)."""

from collections.abc import Mapping
from time import time

from AccessControl import Unauthorized

from ... import _
from ...accounts.rules.grounds import ABUSE
from ...core.messages.completing import as_known, files_told
from ...core.messages.flow import ACTORS
from ...core.messages.sealing import fingerprint
from ...core.messages.store import messages_of
from ...site.forms.faults import Faults, Fields
from ..routing.roles import me, roles_for
from .capturing import checked, hashed, limit, moment_from, named_apart, sender_from
from .given import GUARD, LONG, cleaned_quote

WHO = (*ACTORS, "receiver")
LACKING = {
    "text": _("The evidence lacks the comment's text."),
    "screenshot": _("The evidence lacks a screenshot."),
}


def complete(
    hub, number: int, data: Mapping, files: Mapping[str, bytes], *, now: int | None = None
) -> None:
    """Add to a message, for the present user, what is seen of it now.

    ``data`` may have ``text``, ``sender`` (what of it is known now; what is given empty is not),
    ``published`` and ``suspected_abuse``, as in ``capturing.incoming_from``; what is left out
    stays. A file that the message has is not added again, and of what is said to be such an image
    none is kept. Raises KeyError, Unauthorized and engine.Refused, and then nothing is written.
    """
    now = int(time()) if now is None else now
    messages = messages_of(hub)
    message = messages[number]
    if not roles_for(hub, message) & set(WHO):
        raise Unauthorized("This message is not yours to handle.")
    known = as_known(message)
    told, had = _told(data, known, now), _had(messages.log(number), known)
    files = {name: data for name, data in files.items() if fingerprint(data) not in had.values()}
    faults = Faults()
    if data.get("suspected_abuse") is True or must_not_be_held(hub, number):
        faults.take("files", limit, files.values())
        told["withheld"], files = named_apart(hashed(files).items(), had), {}
    elif files:
        faults.take("files", limit, [*files.values(), *_beside(messages, number)])
        files = named_apart((faults.take("files", checked, files) or {}).items(), had)
    faults.done(GUARD)
    messages.complete(number, told, files, who=me(), now=now)


def may_complete(hub, number: int) -> bool:
    """Whether the present user may add to a message, and it is open."""
    message = messages_of(hub)[number]
    is_open = message["state"]["handling"] != "closed"
    return is_open and bool(roles_for(hub, message) & set(WHO))


def must_not_be_held(hub, number: int) -> bool:
    """Whether a message is said to be an image of which no copy may be made (Criminal Code 16)."""
    return ABUSE in messages_of(hub).state(number).facts.rules


def lacking(hub, number: int) -> set[str]:
    """What the evidence of a message does not have yet: ``text``, ``screenshot``.

    No screenshot is asked for where no copy may be made.
    """
    message = messages_of(hub)[number]
    known = as_known(message)
    is_seen = (
        set(message["files"]) - {_brought(message)[0]}
        or known.get("withheld")
        or must_not_be_held(hub, number)
    )
    found = {"text": not known["text"], "screenshot": not is_seen}
    return {name for name, is_so in found.items() if is_so}


def _beside(messages, number):
    """The files that people have added so far; what a mail brought takes nobody's room."""
    brought = _brought(messages[number])
    names = [name for name in messages[number]["files"] if name not in brought]
    return [messages.file(number, name) for name in names]


def _brought(message):
    """The names of a mail as it came, and of the files in it."""
    mail = message["captured"].get("mail") or {"whole": "", "files": ()}
    return (mail["whole"], *mail["files"])


def _told(data, known, now):
    fields = Fields(data)
    text = fields.read("text", cleaned_quote, LONG)
    published = fields.take("published", moment_from, data.get("published"), now)
    sender = fields.take("sender", sender_from, data.get("sender"))
    fields.done(GUARD)
    told = {"published": published} if published is not None else {}
    if text and text.split() != known["text"].split():
        told["text"] = text
    if data.get("sender"):
        told["sender"] = _sender(sender, known["sender"])
    return told


def _sender(given, known):
    """What is known of whoever wrote it, with what was given in its place."""
    if isinstance(given, str):
        return given
    return ({} if isinstance(known, str) else dict(known)) | given


def _had(log, known):
    """The hash of each file by its name: of those that are held, were dropped, or never kept."""
    withheld = known.get("withheld") or {}
    return files_told(log) | {name: withheld[name]["sha256"] for name in withheld}
