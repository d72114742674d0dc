"""The worker forgets who has sent what, when it is an hour old."""

import transaction
from officers import NOW

from katrineholm.socialhub import HOUR
from katrineholm.socialhub.accounts.channels import hub_storage
from katrineholm.socialhub.inbox.intake import rate_limit


def test_the_worker_forgets_what_is_an_hour_old(hub, worker, clock):
    book = hub_storage.writable_data(hub, rate_limit.KEY, rate_limit.new_counts)
    for client, moment in (("192.0.2.1", NOW - HOUR), ("192.0.2.2", NOW)):
        rate_limit.count_submission(book, "report", client, 1, moment)
    transaction.commit()
    clock.now = NOW
    rate_limit.CLEANUP_CHORE(worker)
    transaction.begin()
    kept = hub_storage.stored_data(hub, rate_limit.KEY)["sets"].values()
    assert [moment for each in kept for _mark, moment, _id in each if moment] == [NOW]
