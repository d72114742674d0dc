"""The command ``socialhub import-mail``, which imports mails as messages of a channel."""

import os
from argparse import ArgumentParser, Namespace
from threading import Event
from time import time
from typing import Any

from ... import logger

HELP = "take mails as messages of a channel"
BATCH = 20  # mails imported at once, so that their receiver gets one mail
HEAVY = 20 * 2**20  # bytes of mails that complete a batch


def arguments(parser: ArgumentParser) -> None:
    """Add the command's options to the parser."""
    parser.add_argument("mbox", nargs="?", metavar="MAILBOX", help="an mbox file or a Maildir")
    parser.add_argument(
        "--imap",
        metavar="HOST",
        help="the inbox of this server instead, over TLS, for SOCIALHUB_IMAP_USER with "
        "SOCIALHUB_IMAP_PASSWORD",
    )
    parser.add_argument(
        "--channel", required=True, metavar="PATH", help="the channel that the mails are meant for"
    )
    parser.add_argument(
        "--public", action="store_true", help="they tell of public comments, as a service does"
    )


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Import the mails; return the exit status, which is 1 if a mail was refused."""
    from ...core.messages.engine import Refused
    from ...refresh.settings import OperatorError
    from .mail_parser import MailError

    if bool(options.mbox) == bool(options.imap):
        raise OperatorError("Say where the mails are: MAILBOX or --imap HOST.")
    try:
        return _run(site, options, stop)
    except Refused as refusal:
        raise OperatorError(str(refusal.sentence)) from refusal
    except MailError as error:
        raise OperatorError(str(error)) from error


def _run(site, options, stop):
    from ...accounts.channels.facts import all_channels
    from ...refresh.single_round import channels_at
    from .mailbox import file_mails, server_mails

    [facts] = channels_at(site, all_channels(site), [options.channel])
    channel = site.unrestrictedTraverse(facts.path)
    mails = server_mails(options.imap, os.environ) if options.imap else file_mails(options.mbox)
    taken = repeated = refused = 0
    for first, batch in _batches(mails):
        if stop.is_set():
            break
        done = _imported(channel, batch, first, not options.public)
        for sentence in done.refused:
            logger.warning("%s", sentence)
        taken, repeated = taken + done.taken, repeated + done.known
        refused += len(done.refused)
    logger.info("%d mails taken, %d known before, %d refused", taken, repeated, refused)
    return 1 if refused else 0


def _batches(mails):
    first, batch = 1, []
    for number, mail in enumerate(mails, start=1):
        batch.append(mail)
        if len(batch) == BATCH or sum(map(len, batch)) > HEAVY:
            yield first, batch
            first, batch = number + 1, []
    if batch:
        yield first, batch


def _imported(channel, batch, first, is_direct):
    import transaction

    from .mail_import import import_mails

    for attempt in transaction.manager.attempts():
        with attempt:
            done = import_mails(channel, batch, now=int(time()), is_direct=is_direct, first=first)
    return done
