"""The delivery of queued mail, right after the commit or later by the worker."""

from collections.abc import Iterator
from time import monotonic, time
from typing import Any

import transaction
from zope.component.hooks import site as acting_in

from . import outbox
from .transport import send_now

PATIENCE = 20  # seconds after which no further mail is begun while a person waits
FRESH = 300  # seconds for which a silent mail server is not tried again
ATTEMPTS = 10  # a sent mail that stays in the outbox would be sent again


def delivery_outcomes(letters: list[dict], *, seconds: float = PATIENCE) -> Iterator[dict]:
    """Try to send mails, and yield the outcomes by mail id, for ``outbox.record_outcomes``.

    Nothing is stored here. Store each outcome before you ask for the next, so that no mail is sent
    twice if the process dies. An error that affects every mail is yielded for all that remain.
    """
    end = monotonic() + seconds
    for number, letter in enumerate(letters):
        if number and monotonic() > end:
            return
        fault = send_now(letter)
        if fault and fault.is_general:
            yield {each["id"]: fault for each in letters[number:]}
            return
        yield {letter["id"]: fault}


def deliver_after_commit(site: Any, ids: list[str]) -> None:
    """Deliver the mails with these ids once the current transaction is committed."""
    present = transaction.get()
    try:
        wanted = present.data(deliver_after_commit)
    except KeyError:
        wanted = {}
        present.set_data(deliver_after_commit, wanted)
        present.addAfterCommitHook(_deliver_committed, (site.getPhysicalRoot(), wanted))
    wanted.setdefault("/".join(site.getPhysicalPath()), []).extend(ids)


def _deliver_committed(is_committed, root, wanted):
    """Deliver in a connection of its own, as the committed one must not change."""
    if not is_committed:
        return
    manager = transaction.TransactionManager()
    connection = root._p_jar.db().open(manager)
    try:
        app = connection.root()["Application"]
        for path, ids in wanted.items():
            site = app.unrestrictedTraverse(path)
            with acting_in(site):
                _deliver_from(site, ids, manager)
    finally:
        manager.abort()
        connection.close()


def _deliver_from(site, ids, manager):
    if outbox.is_server_silent(site, int(time()) - FRESH):
        return  # the worker tries later
    for outcome in delivery_outcomes(outbox.mails_by_id(site, ids)):
        for attempt in manager.attempts(ATTEMPTS):
            with attempt:
                outbox.record_outcomes(site, outcome, int(time()))
