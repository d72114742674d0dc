"""The import of mails as messages of a channel (guideline G8), once each.

Nothing of a mail is lost: the source of the mail and all attachments become files of the message,
which is sealed in the same transaction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plone.dexterity.content import Item
from zope.component import getUtilitiesFor

from ... import DAY
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IMailUse
from ...core.messages.content import captured_content, is_automatic
from ...core.messages.store import IncomingMessage, messages_of
from ..steps.routing import SYSTEM_ROLES, receive_messages, reopen_message
from ..steps.site_knowledge import channel_description
from ..steps.submission import files_by_unique_name
from ..steps.threads import join_thread, previous_message
from .mail_parser import Mail, MailError, parsed_mail
from .service_notifications import Notification, notification_of

SOURCE_FILE = "e-brev.eml"  # the mail's source


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The counts of imported and already known or used mails, and why others were refused."""

    taken: int
    known: int
    refused: tuple[str, ...] = ()


def import_mails(
    channel: Item, mails: Iterable[bytes], *, now: int, is_direct: bool = True, first: int = 1
) -> ImportResult:
    """Import mails as messages of a channel in the current transaction.

    ``first`` is the number of the first mail in error messages. Raise engine.Refused if the channel
    receives no messages.
    """
    hub, refused = hub_of(channel), []
    found: dict[str, tuple[Mail, IncomingMessage]] = {}
    known = 0
    for number, data in enumerate(mails, start=first):
        try:
            mail = parsed_mail(data)
        except MailError as error:
            refused.append(f"Mail {number}: {error}")
            continue
        is_known = messages_of(hub).number_of_source(mail.source) is not None
        if is_known or mail.source in found or _is_used(hub, mail, data, now):
            known += 1
        else:
            found[mail.source] = mail, _incoming(mail, data, channel.UID(), now, is_direct)
    numbers = receive_messages(hub, [each for _mail, each in found.values()], now=now)
    for number, (mail, _each) in zip(numbers, found.values(), strict=True):
        _seal_and_join(hub, number, mail, now)
    return ImportResult(len(found), known, tuple(refused))


def _is_used(hub, mail: Mail, data, now) -> bool:
    values, more = (mail.address, mail.subject, mail.text), {"now": now, "data": data}
    return any(use(hub, *values, **more) for _name, use in getUtilitiesFor(IMailUse))


def _incoming(mail: Mail, data: bytes, channel: str, now: int, is_direct: bool) -> IncomingMessage:
    """Return a mail as a message; the author is the person whom a service names."""
    files, found = files_by_unique_name([(SOURCE_FILE, data), *mail.files]), notification_of(mail)
    sender = {"name": mail.name, "contact": mail.address} if found is None else found.sender
    content = captured_content(
        (found and found.text) or mail.text,
        received=mail.received,
        how="mail",
        at=now,
        sender=sender,
        subject=mail.subject,
        permalink=found.address if found else "",
        # A sender's clock may be ahead of ours.
        published=mail.sent if mail.sent and 0 < mail.sent < now + DAY else None,
        mail=_mail_facts(mail, files, found, is_direct),
    )
    return IncomingMessage(mail.source, channel, content, is_direct, files)


def _mail_facts(mail: Mail, files: Mapping, found: Notification | None, is_direct):
    """Return facts about the mail; a service's notification is not marked as automatic."""
    is_automatic = is_direct and not (found and found.sender)
    return {
        "automatic": (mail.automatic or (found and "automatic") or "") if is_automatic else "",
        "files": [name for name in files if name != SOURCE_FILE],
        "is_cut": mail.is_cut,
        "is_whole": mail.is_whole,
        "more": mail.more,
        "service": found.service if found else "",
        "whole": SOURCE_FILE,
    }


def _seal_and_join(hub, number, mail: Mail, now):
    messages = messages_of(hub)
    channel = channel_description(hub, messages[number]["channel"])
    messages.take(number, "seal", who="", roles=SYSTEM_ROLES, given={}, now=now, about=channel)
    before = previous_message(hub, mail.thread, number)
    if before is None:
        return
    first = join_thread(hub, number, before, now=now)
    if not is_automatic(messages[number]["captured"]):
        for each in dict.fromkeys((before, first)):
            if each != number and messages.state(each).handling == "watched":
                reopen_message(hub, each, str(number), now=now)
