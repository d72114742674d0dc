"""Readers of mailboxes: an mbox file, a Maildir, or an inbox on an IMAP server.

Nothing in a mailbox is changed, not even the read flags.
"""

import imaplib
import mailbox
import ssl
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from .mail_parser import MailError

TIMEOUT = 60  # seconds
LOGIN_VARIABLES = ("SOCIALHUB_IMAP_USER", "SOCIALHUB_IMAP_PASSWORD")


def file_mails(path: str) -> Iterator[bytes]:
    """Yield the mails of an mbox file or a Maildir; raise MailError if it cannot be read."""
    kind = mailbox.Maildir if Path(path).is_dir() else mailbox.mbox
    try:
        box = kind(path, create=False)
        for key in box.iterkeys():
            yield box.get_bytes(key)
    except (OSError, mailbox.Error) as error:
        raise MailError(f"The mailbox {path} cannot be read: {error}") from error


def encrypted_connection(host: str, port: int = imaplib.IMAP4_SSL_PORT) -> imaplib.IMAP4:
    """Return a TLS connection to an IMAP server, whose certificate is verified."""
    context = ssl.create_default_context()
    return imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=TIMEOUT)


def server_mails(
    host: str,
    environ: Mapping[str, str],
    *,
    connect: Callable[[str], imaplib.IMAP4] = encrypted_connection,
) -> Iterator[bytes]:
    """Yield the mails in an inbox, the earliest first; raise MailError if it cannot be read."""
    # A command line is visible to everybody on a machine.
    user, password = (environ.get(name, "") for name in LOGIN_VARIABLES)
    if not user or not password:
        raise MailError(f"Set {' and '.join(LOGIN_VARIABLES)} in the environment.")
    if not (user + password).isprintable():
        raise MailError(f"{' and '.join(LOGIN_VARIABLES)} are one line each.")
    try:
        with connect(host) as box:
            box.login(user, password)
            _answer_data(box.select("INBOX", readonly=True))
            [found] = _answer_data(box.uid("search", "ALL"))
            for uid in (found or b"").split():
                parts = _answer_data(box.uid("fetch", uid.decode("ascii"), "(BODY.PEEK[])"))
                # There is none of a mail that has been deleted meanwhile.
                yield from (each[1] for each in parts if isinstance(each, tuple))
    except (OSError, ValueError, imaplib.IMAP4.error) as error:
        raise MailError(f"The server {host} does not give its mails: {error}") from error


def _answer_data(answer):
    kind, data = answer
    if kind != "OK":
        raise imaplib.IMAP4.error(b" ".join(filter(None, data)).decode("utf-8", "replace"))
    return data
