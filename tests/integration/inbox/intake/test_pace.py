"""The worker forgets who has sent what, when it is an hour old."""

import transaction
from officers import NOW

from katrineholm.socialhub import HOUR
from katrineholm.socialhub.accounts.channels import books
from katrineholm.socialhub.inbox.intake import pace


def test_the_worker_forgets_what_is_an_hour_old(hub, worker, clock):
    book = books.begun(hub, pace.KEY, pace.new_book)
    for client, moment in (("192.0.2.1", NOW - HOUR), ("192.0.2.2", NOW)):
        pace.count(book, "report", client, 1, moment)
    transaction.commit()
    clock.now = NOW
    pace.FORGETTING(worker)
    transaction.begin()
    kept = books.read(hub, pace.KEY)["sets"].values()
    assert [moment for each in kept for _mark, moment, _id in each if moment] == [NOW]
