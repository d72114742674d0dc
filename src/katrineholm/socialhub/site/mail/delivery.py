"""Mails leave the outbox: at once when a transaction is committed, or when the worker comes by."""

from collections.abc import Iterator
from time import monotonic, time

import transaction
from zope.component.hooks import site as acting_in

from . import outbox
from .postman import carry

PATIENCE = 20  # seconds until no further mail is begun while a person waits
FRESH = 300  # seconds that a silent mail server is not waited for again
ATTEMPTS = 10  # a letter that left and is not taken out would be sent once more


def deliver(letters: list[dict], *, seconds: float = PATIENCE) -> Iterator[dict]:
    """Try letters one after another; gives by id what became of them, for ``outbox.note``.

    Writes nothing: note each outcome before asking for the next, so that a process that dies
    sends no mail twice. A fault that hinders them all is given for all that are left.
    """
    end = monotonic() + seconds
    for number, letter in enumerate(letters):
        if number and monotonic() > end:
            return
        fault = carry(letter)
        if fault and fault.is_general:
            yield {each["id"]: fault for each in letters[number:]}
            return
        yield {letter["id"]: fault}


def after_commit(site, ids: list[str]) -> None:
    """Try these letters once the present transaction is committed; never if it is not."""
    present = transaction.get()
    try:
        wanted = present.data(after_commit)
    except KeyError:
        wanted = {}
        present.set_data(after_commit, wanted)
        present.addAfterCommitHook(_leave, (site.getPhysicalRoot(), wanted))
    wanted.setdefault("/".join(site.getPhysicalPath()), []).extend(ids)


def _leave(is_committed, root, wanted):
    """In a connection of its own: what was committed is done, and nothing may undo it."""
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
    if outbox.is_silent(site, int(time()) - FRESH):
        return  # nobody waits for that server again: the worker tries later
    for outcome in deliver(outbox.chosen(site, ids)):
        for attempt in manager.attempts(ATTEMPTS):
            with attempt:
                outbox.note(site, outcome, int(time()))
