"""The anchors of the hub-wide log outside the database: daily, and after each removal.

A removal writes them to files at once, when its transaction is committed. The worker does the rest
within a minute, and tries again where it fails; the mailbox gets at most one mail an hour.
"""

from collections.abc import Callable
from functools import partial
from time import time

import transaction
from AccessControl import getSecurityManager
from OFS.interfaces import IObjectWillBeMovedEvent
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _, logger
from ...accounts.channels.mail_texts import mail_language, mail_sentence
from ...accounts.channels.times import formatted_time
from ...accounts.channels.visibility import public_url
from ...core.messages.anchors import Anchor, anchor_files, anchor_of, append_anchor
from ...core.messages.ledger import Head
from ...core.messages.store import REMOVAL_STEPS, messages_of
from ...refresh.chores import MINUTE, Chore
from ...refresh.faults import item_path, visit_hubs
from ...refresh.worker import Worker
from ...site.mail.mailer import send_mail
from ...site.settings.registry import setting
from ..steps import anchor_places
from ..steps.interfaces import IStepTaken

STEPS = (*REMOVAL_STEPS, "dispose")
SUBJECT = _("${title}: the log has ${count} lines")
KEEP = _("Keep this mail: with it, it can be told later whether the record was changed.")
HEAD = _("${count} lines, written ${time}, SHA-256 ${hash}")
DELETED = _("The hub has been deleted by ${who}: this is the end of its log.")
CHECK = _(
    "To check the record, give the saved mail, or a file with the following line, to "
    "socialhub verify-log --anchors:"
)


def anchor_removal(taken: IStepTaken) -> None:
    """Publish an anchor when a message is removed or disposed of, see IStepTaken."""
    if taken.step in STEPS:
        publish_head(taken.hub, now=taken.now)


def anchor_end(hub: Container, event: IObjectWillBeMovedEvent) -> None:
    """Publish the last anchor of a hub that is being deleted, alone or with its site."""
    now, who = int(time()), getSecurityManager().getUser().getId() or ""
    head = messages_of(hub).append_queued_lines(now)
    if not head.count:
        return
    anchor = anchor_of(hub.UID(), head, now, closed=f"deleted by {who}")
    _write_after_commit(anchor)
    if not IPloneSiteRoot.providedBy(event.object):  # its settings go with it
        mail_anchor(hub, anchor, Message(DELETED, mapping={"who": who}))


def publish_head(hub: Container, *, now: int) -> Head | None:
    """Extend the hub-wide log, publish its head and return it; None if the log is empty."""
    head = messages_of(hub).append_queued_lines(now)
    if not head.count:
        return None
    anchor_places.request_anchor(hub, head)
    _write_after_commit(anchor_of(hub.UID(), head, now))
    return head


def extend_all_logs(worker: Worker) -> None:
    """Append new log lines to the hub-wide log of each hub."""
    visit_hubs(worker, _extend)


def publish_all_heads(
    worker: Worker, deliver: Callable[[str, Anchor], str] = anchor_places.deliver_anchor
) -> None:
    """Bring the head of each hub's log to the places that are to get it now."""
    visit_hubs(worker, partial(_publish, deliver=deliver))


def mail_anchor(hub: Container, anchor: Anchor, *more: Message) -> None:
    """Mail an anchor to the authority's mailbox, if it has one, after further messages."""
    mailbox = setting("agency_mailbox")
    if not mailbox:
        return
    values = {
        "title": hub.title,
        "count": str(anchor.count),
        "hash": anchor.hash,
        "time": formatted_time(anchor.time or 0, mail_language())["text"],
    }
    place = f"{hub.title}, {public_url(item_path(hub))}"
    texts = [mail_sentence(each, values) for each in (*more, KEEP, HEAD, CHECK)]
    text = "\n\n".join([place, *texts, anchor.line])
    send_mail(mailbox, mail_sentence(SUBJECT, values), f"{text}\n", now=anchor.published)


def _extend(worker, hub):
    if messages_of(hub).has_queued_lines:
        worker.write(lambda: messages_of(hub).append_queued_lines(worker.now()))


def _publish(worker, hub, deliver):
    if unset := anchor_places.unset_places(hub):
        worker.write(anchor_places.forget_places, hub, unset)
    # Lines that waited while no worker ran would otherwise be dated long before this anchor.
    _extend(worker, hub)
    now, head = worker.now(), messages_of(hub).head
    anchor = anchor_of(hub.UID(), head, now)
    for name in list(anchor_places.due_places(hub, now)) if head.count else ():
        if name == anchor_places.MAILBOX:
            worker.write(_mail_due_anchor, hub, anchor)
        else:
            _bring(worker, hub, name, anchor, deliver)


def _bring(worker, hub, name, anchor, deliver):
    transaction.abort()  # none is held open while another server is waited for
    if why := deliver(name, anchor):
        title = mail_sentence(anchor_places.place_title(name))
        logger.error("%s: no anchor came to %s: %s", item_path(hub), title, why)
    worker.write(anchor_places.store_outcome, hub, name, anchor, why)


def _mail_due_anchor(hub, anchor):
    mail_anchor(hub, anchor)
    anchor_places.store_outcome(hub, anchor_places.MAILBOX, anchor)


def _write_after_commit(anchor: Anchor) -> None:
    for path in anchor_files():
        transaction.get().addAfterCommitHook(_write, args=(path, anchor))


def _write(is_committed, path, anchor):
    if not is_committed:
        return
    try:
        append_anchor(path, anchor)
    except OSError as error:
        # The transaction is committed; the worker tries again.
        logger.error("%s: the log's head could not be written: %s", path, error)


ANCHOR_CHORE, JOIN_CHORE = Chore(MINUTE, publish_all_heads), Chore(MINUTE, extend_all_logs)
