"""Mails become messages to whoever answers for a channel (guideline G8), each of them once."""

from collections.abc import Iterable
from dataclasses import dataclass

from plone import api

from ... import DAY, _
from ...accounts.channels.hub import hub_of
from ...core.messages.captured import captured
from ...core.messages.engine import Refused
from ...core.messages.sealing import fingerprint
from ...core.messages.store import Incoming, messages_of
from ..routing.routing import arrive
from ..steps.capturing import checked, kind_of, named_apart
from .mail import Mail, MailError, read


@dataclass(frozen=True, slots=True)
class Imported:
    """How many mails have become messages, how many were known, and why others were refused."""

    taken: int
    known: int
    refused: tuple[str, ...] = ()


def import_mail(
    channel, mails: Iterable[bytes], *, now: int, is_direct: bool = True, first: int = 1
) -> Imported:
    """Take mails as messages of a channel, within the present transaction.

    ``first`` is the number that the first mail has where refusals tell of it. A file that is not
    kept is noted with the message: its name, size, hash and the reason. Raises engine.Refused
    where the channel does not receive messages.
    """
    hub, incoming, refused = hub_of(channel), [], []
    for number, data in enumerate(mails, start=first):
        try:
            incoming.append(_incoming(read(data), channel.UID(), now, is_direct))
        except MailError as error:
            refused.append(f"Mail {number}: {error}")
    before = len(messages_of(hub))
    arrive(hub, incoming, now=now)
    taken = len(messages_of(hub)) - before
    return Imported(taken, len(incoming) - taken, tuple(refused))


def _incoming(mail: Mail, channel, now, is_direct):
    files, left_out = _sorted_out(mail)
    told = captured(
        mail.text,
        received=mail.received,
        how="mail",
        at=now,
        sender={"name": mail.name, "contact": mail.address},
        subject=mail.subject,
        # A sender's clock may be ahead of ours.
        published=mail.sent if mail.sent and 0 < mail.sent < now + DAY else None,
        left_out=left_out,
    )
    return Incoming(mail.source, channel, told, is_direct, files)


def _sorted_out(mail):
    """The files that are kept, and what is noted of the others."""
    kept, left_out = {}, {}
    for name, data in named_apart(mail.files).items():
        try:
            kept = checked({**kept, name: data})
        except Refused as refusal:
            left_out[name] = _noted(data, api.portal.translate(refusal.sentence))
    if mail.more:
        sentence = _("${number} more files were not looked at.", mapping={"number": mail.more})
        left_out["…"] = {"reason": api.portal.translate(sentence)}
    if mail.is_cut:
        reason = _("The text was too long, and has been cut.")
        left_out["text"] = {"reason": api.portal.translate(reason)}
    return kept, left_out


def _noted(data, reason):
    kind = kind_of(data) or "application/octet-stream"
    return {"sha256": fingerprint(data), "size": len(data), "type": kind, "reason": reason}
