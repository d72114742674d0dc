"""Functions that send mail: nothing fails because of a mail server, and no mail is lost.

``send_mail`` adds a mail to the site's outbox in the current transaction, so that an aborted one
sends nothing. After the commit the mail is tried at once. If that fails, the worker tries again
with growing pauses, and the information office is informed.
"""

from collections.abc import Iterable
from hashlib import sha256
from time import time, time_ns
from typing import Any
from uuid import uuid4

from plone import api
from zope.i18nmessageid import Message

from ... import HOUR, _
from . import outbox
from .attachments import Attachment, stored_attachments
from .delivery import deliver_after_commit
from .recipients import NoRecipient, one_line, valid_recipient
from .transport import MailFault, fault_sentence, has_mail_server

MAIL_FIELDS = ("id", "to", "subject", "created", "tries", "tried", "next_try")


def send_mail(
    to: str | Iterable[str],
    subject: str,
    text: str,
    *,
    reply_to: str = "",
    attachments: Iterable[Attachment] = (),
    message_id: str = "",
    answers: str = "",
    by_person: bool = False,
    now: int | None = None,
) -> list[str]:
    """Send a mail to each recipient, ``a@b.se`` or ``Name <a@b.se>``; return the mails' ids.

    It never fails: a mail with an invalid recipient is put into the outbox with the error, and its
    id is not returned. ``message_id`` is the Message-ID, in angle brackets, if the caller stores
    it. ``answers`` is that of the mail to which this one replies (RFC 5322, 3.6.4). A mail
    ``by_person`` is not marked as automatic. ``now`` is in seconds since 1970.
    """
    site, now = api.portal.get(), _now(now)
    letter = {
        "subject": one_line(subject),
        # Without lone surrogates, which JSON may hold and mails cannot.
        "text": text.encode("utf-8", "replace").decode(),
        "reply_to": _reply_address(reply_to),
    }
    letter |= {"attachments": stored_attachments(attachments), "message_id": one_line(message_id)}
    letter |= {"answers": one_line(answers), "by_person": by_person}
    recipients = [to] if isinstance(to, str) else list(to)
    ids = [_put(site, letter, each, now) for each in dict.fromkeys(recipients or [""])]
    left = [id for id in ids if id]
    deliver_after_commit(site, left)
    return left


def new_message_id(address: str) -> str:
    """Return a new Message-ID in the domain of an e-mail address."""
    # Short: a mail program may not find one that has been folded.
    return f"<{uuid4().hex}@{address.rpartition('@')[2].rstrip('>')}>"


def queued_mail_values(site: Any, most: int | None = None) -> list[dict]:
    """Return at most ``most`` mails of the outbox, oldest first, for display.

    Each has ``id``, ``to``, ``subject``, ``created``, ``tries``, ``tried`` (or None), ``next_try``
    (None if only on request) and ``problem``, an error message or "". Times are in seconds since
    1970.
    """
    found = []
    for letter in outbox.queued_mails(site, most):
        problem = fault_sentence(letter["code"], letter["values"]) if letter["code"] else ""
        found.append({name: letter[name] for name in MAIL_FIELDS} | {"problem": problem})
    return found


def mail_problem(site: Any, *, now: int | None = None) -> Message | str:
    """Return a warning for the information office if mails are not being delivered, or ""."""
    if not has_mail_server():
        return _no_server_sentence(outbox.mail_count(site))
    stuck = outbox.stuck_ids(site, _now(now) - HOUR)
    return _failure_sentence(len(stuck), *outbox.mails_by_id(site, stuck[-1:])) if stuck else ""


def retry_mails(site: Any, ids: Iterable[str], *, now: int | None = None) -> None:
    """Try to send mails of the outbox again, after the commit."""
    deliver_after_commit(site, outbox.reset_mails(site, list(ids), _now(now)))


def discard_mails(site: Any, ids: Iterable[str]) -> None:
    """Remove mails from the outbox without sending them."""
    outbox.record_outcomes(site, dict.fromkeys(ids), _now(None))


def _now(now):
    return int(time()) if now is None else now


def _reply_address(address):
    try:
        return valid_recipient(address)
    except NoRecipient:
        return ""


def _put(site, letter, to, now):
    """Add a mail for one recipient and return its id; None if it has none."""
    try:
        # Ids sort by time.
        id = f"{time_ns():016x}{uuid4().hex[:16]}"
        letter = {**letter, "id": id, "to": valid_recipient(to)}
    except NoRecipient as error:
        _put_without_recipient(site, {**letter, "to": one_line(to)}, error.code, now)
        return None
    outbox.add_mail(site, letter, now)
    return letter["id"]


def _put_without_recipient(site, letter, code, now):
    """Add a mail without a valid recipient, once however often it is sent."""
    id = sha256(f"{letter['to']}\n{letter['subject']}".encode()).hexdigest()[:32]
    outbox.add_mail(site, {**letter, "id": id}, now, MailFault(code, final=True))


def _no_server_sentence(count):
    if not count:
        return _("No mail server is set up in the site's mail settings: no mail can be sent.")
    return _(
        "No mail server is set up in the site's mail settings. Mails that wait: ${count}.",
        mapping={"count": count},
    )


def _failure_sentence(count, latest):
    # Translated here: a sentence within a sentence is not translated with it.
    reason = api.portal.translate(fault_sentence(latest["code"] or "untried", latest["values"]))
    if count == 1:
        return _("One mail could not be sent: ${reason}", mapping={"reason": reason})
    return _(
        "${count} mails could not be sent. The latest: ${reason}",
        mapping={"count": count, "reason": reason},
    )
