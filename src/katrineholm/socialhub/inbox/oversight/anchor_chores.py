"""The worker's anchors of the hub-wide log outside the database: daily, and at each removal.

They are written to the file in SOCIALHUB_ANCHORS and mailed to the authority's mailbox, if these
are set, after the transaction is committed.
"""

import os
from functools import partial

import transaction
from plone.dexterity.content import Container

from ... import _, logger
from ...accounts.channels.mail_texts import mail_language, mail_sentence
from ...accounts.channels.times import formatted_time
from ...core.messages.anchors import append_anchor
from ...core.messages.ledger import Head
from ...core.messages.store import REMOVAL_STEPS, messages_of
from ...refresh.chores import HOUR, MINUTE, Chore
from ...refresh.faults import visit_hubs
from ...refresh.worker import Worker
from ...site.mail.mailer import send_mail
from ...site.settings.registry import setting
from ..steps.interfaces import IStepTaken

VARIABLE = "SOCIALHUB_ANCHORS"
STEPS = (*REMOVAL_STEPS, "dispose")
SUBJECT = _("The log of messages has ${count} lines")
LETTER = (
    _("Keep this mail: with it, it can be told later whether the record was changed."),
    _("${count} lines, written ${time}, SHA-256 ${hash}"),
)


def anchor_removal(taken: IStepTaken) -> None:
    """Publish an anchor when a message is removed or disposed of, see IStepTaken."""
    if taken.step in STEPS:
        publish_head(taken.hub, now=taken.now)


def publish_head(hub: Container, *, now: int) -> Head | None:
    """Extend the hub-wide log, publish its head and return it; None if the log is empty."""
    head = messages_of(hub).append_queued_lines(now)
    if not head.count:
        return None
    if path := os.environ.get(VARIABLE):
        transaction.get().addAfterCommitHook(_write, args=(path, hub.UID(), head))
    if mailbox := setting("agency_mailbox"):
        values = {
            "count": str(head.count),
            "hash": head.hash,
            "time": formatted_time(now, mail_language())["text"],
        }
        text = "\n\n".join(mail_sentence(each, values) for each in LETTER)
        send_mail(mailbox, mail_sentence(SUBJECT, values), text + "\n", now=now)
    return head


def publish_all_heads(worker: Worker) -> None:
    """Publish the head of each hub's log."""
    visit_hubs(worker, _publish)


def extend_all_logs(worker: Worker) -> None:
    """Append new log lines to the hub-wide log of each hub."""
    visit_hubs(worker, _join)


def _publish(worker, hub):
    worker.write(partial(publish_head, now=worker.now()), hub)


def _join(worker, hub):
    if messages_of(hub).has_queued_lines:
        worker.write(lambda: messages_of(hub).append_queued_lines(worker.now()))


def _write(is_committed, path, hub, head):
    if not is_committed:
        return
    try:
        append_anchor(path, hub, head)
    except OSError as error:
        # The transaction is committed: the next line covers it, too.
        logger.error("%s: the log's head could not be written: %s", path, error)


ANCHOR_CHORE, JOIN_CHORE = Chore(24 * HOUR, publish_all_heads), Chore(MINUTE, extend_all_logs)
