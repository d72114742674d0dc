"""One of several processes that take in messages at once: ``capture.py <zeo.sock> <name> <many>``.

Each capture is tried as often as a form of the site tries it: see site.pages.retries.
"""

import sys
from random import uniform
from time import sleep

from transaction import TransactionManager
from ZEO import ClientStorage
from ZODB.DB import DB
from zope.annotation.attribute import AttributeAnnotations

from katrineholm.socialhub.core.messages.store import IncomingMessage, Messages

NOW, TRIES, EACH_JOINS = 1_790_000_000, 12, 50


def capture(hub, manager, source, number):
    for tries, attempt in enumerate(manager.attempts(TRIES)):
        sleep(uniform(0, tries * 0.05))
        with attempt:
            messages = Messages(AttributeAnnotations(hub()))
            found = messages.receive(
                IncomingMessage(source, "news", {"text": source}), now=NOW, tries=tries
            )
            messages.take(found, "assess", who="", roles=["system"], given={}, now=NOW)
            messages.receipt(found, source, now=NOW)
    if number % EACH_JOINS == 0:
        for attempt in manager.attempts(TRIES):
            with attempt:
                Messages(AttributeAnnotations(hub())).append_queued_lines(NOW)


def main(address, name, many):
    manager = TransactionManager()
    connection = DB(ClientStorage.ClientStorage(address)).open(manager)
    for number in range(int(many)):
        capture(lambda: connection.root()["hub"], manager, f"{name}-{number}", number)
    manager.abort()
    connection.close()
    connection.db().close()


if __name__ == "__main__":
    main(*sys.argv[1:])
