"""Anchors of the hub-wide log outside the database: daily, and at each removal.

They go to the file in SOCIALHUB_ANCHORS and to the authority's mailbox, if these are set, after the
transaction is committed.
"""

import os
from functools import partial

import transaction
from plone.dexterity.content import Container

from ... import _, logger
from ...accounts.channels.hub import hubs
from ...accounts.channels.moments import when
from ...accounts.lifecycle.letters import language, said
from ...core.messages.anchors import anchor
from ...core.messages.ledger import Head
from ...core.messages.store import REMOVALS, messages_of
from ...refresh.chores import HOUR, MINUTE, Chore
from ...refresh.faults import visit
from ...refresh.worker import Worker
from ...site.mail.send import send
from ...site.settings.registry import setting
from ..steps.interfaces import IStepTaken

VARIABLE = "SOCIALHUB_ANCHORS"
STEPS = (*REMOVALS, "dispose")
SUBJECT = _("The log of messages has ${count} lines")
LETTER = (
    _("Keep this mail: with it, it can be told later whether the record was changed."),
    _("${count} lines, written ${time}, SHA-256 ${hash}"),
)


def follow(taken: IStepTaken) -> None:
    """Anchor removals and disposals, see steps.interfaces.IStepTaken."""
    if taken.step in STEPS:
        tell_head(taken.hub, now=taken.now)


def tell_head(hub: Container, *, now: int) -> Head | None:
    """Extend the hub-wide log and publish its head; return None if the log is empty."""
    head = messages_of(hub).join(now)
    if not head.count:
        return None
    if path := os.environ.get(VARIABLE):
        transaction.get().addAfterCommitHook(_write, args=(path, hub.UID(), head))
    if mailbox := setting("agency_mailbox"):
        values = {
            "count": str(head.count),
            "hash": head.hash,
            "time": when(now, language())["text"],
        }
        text = "\n\n".join(said(each, values) for each in LETTER)
        send(mailbox, said(SUBJECT, values), text + "\n", now=now)
    return head


def anchor_all(worker: Worker) -> None:
    """Publish each hub's head."""
    transaction.begin()
    visit(worker, hubs(), lambda hub: worker.write(partial(tell_head, now=worker.now()), hub))


def join_all(worker: Worker) -> None:
    """Extend the hub-wide log of each hub by new lines."""
    transaction.begin()
    visit(worker, hubs(), lambda hub: _join(worker, hub))


def _join(worker, hub):
    if messages_of(hub).is_waiting:
        worker.write(lambda: messages_of(hub).join(worker.now()))


def _write(is_committed, path, hub, head):
    if not is_committed:
        return
    try:
        anchor(path, hub, head)
    except OSError as error:
        # The transaction is committed: the next line covers it, too.
        logger.error("%s: the log's head could not be written: %s", path, error)


ANCHORING, JOINING = Chore(24 * HOUR, anchor_all), Chore(MINUTE, join_all)
