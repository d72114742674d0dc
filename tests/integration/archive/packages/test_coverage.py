"""What packages hold of a channel together, and what waits."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import transaction

from katrineholm.socialhub.accounts.channels import hub_storage, post_acts
from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.archive.packages.coverage import (
    AT_ONCE,
    Deliveries,
    delivered_packages,
    safe_packages,
)
from katrineholm.socialhub.archive.packages.scope import END_OF_TIME
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.record import record_extent
from katrineholm.socialhub.core.timeline.store import timeline_of


def second(*moment):
    return int(datetime(*moment, tzinfo=UTC).timestamp())


@pytest.fixture
def uid(hub):
    return hub.kultur.bloggen.UID()


@pytest.fixture
def packed(hub, ordered, made):
    """The blog's June, as it was packed."""
    return made(ordered)


def test_the_period_until_it_was_made_is_delivered_and_the_rest_is_not(hub, uid, packed):
    june = (second(2026, 5, 31, 22), second(2026, 6, 30, 22))
    found = Deliveries(hub, [packed])
    assert found.periods(uid) == [june]
    assert list(found.undelivered_periods(uid)) == [
        (-END_OF_TIME, june[0]),
        (june[1], END_OF_TIME),
    ]
    assert (found.undelivered_count(uid), found.oldest_undelivered(uid)) == (
        1,
        second(2026, 7, 15, 10),
    )


def test_without_a_package_the_oldest_post_is_missing_and_without_a_post_nothing(hub, uid):
    assert Deliveries(hub, []).oldest_undelivered(uid) == second(2026, 6, 15, 10)
    assert Deliveries(hub, []).oldest_undelivered("0" * 32) is None
    assert list(Deliveries(hub, []).changed_entries(uid)) == []


def test_posts_from_before_1970_and_after_2199_wait_too(hub, uid, keep):
    for time in (second(1912, 4, 15), second(2300, 1, 1)):
        keep(hub.kultur.bloggen, published=datetime.fromtimestamp(time, UTC))
    found = Deliveries(hub, [])
    assert (found.undelivered_count(uid), found.oldest_undelivered(uid)) == (6, 0)


def test_a_package_is_delivered_by_its_receipt_and_safe_while_its_files_are_here(hub, packed):
    assert [each.id for each in safe_packages(hub)] == [packed.id]
    assert delivered_packages(hub) == []
    order_storage.delete_pieces(hub, packed.id)
    assert safe_packages(hub) == []
    order_storage.update_order(hub, packed.id, receipt={"day": "2026-08-01"}, removed=1)
    assert [each.id for each in safe_packages(hub)] == [packed.id]
    assert [each.id for each in delivered_packages(hub)] == [packed.id]


@pytest.fixture(params=["1.0.0a1", "1.0.0a2"])
def old(hub, uid, packed, request):
    """The same package as an earlier release stored it, without a baseline."""
    del hub_storage.writable_data(hub, order_storage.BASELINES)[packed.id]
    content = (
        {"last_entries": {uid: record_extent(timeline_of(hub), uid)}}
        if request.param == "1.0.0a1"
        else {"posts": {uid: ((second(2026, 6, 1), second(2026, 7, 1), 3),)}}
    )
    found = replace(packed, **content, taken=second(2026, 8, 2))
    order_storage.save_order(hub, found)
    transaction.commit()
    return order_storage.find_order(hub, packed.id)


def changed(hub, uid, *orders):
    return {each.id for each in Deliveries(hub, orders).changed_entries(uid)}


def test_of_an_old_order_later_changes_are_found_by_their_times(hub, uid, old, keep):
    assert changed(hub, uid, old) == set()
    june = datetime(2026, 6, 2, tzinfo=UTC)
    late = keep(hub.kultur.bloggen, published=june, now=datetime(2026, 8, 3, tzinfo=UTC))
    hidden = keep(hub.kultur.bloggen, published=june)
    asked = keep(hub.kultur.bloggen, published=june)
    assert changed(hub, uid, old) == {late}
    hide_entry(timeline_of(hub), hidden, by="anna", now=old.taken + 1)
    post_acts.note_act(hub, "ask", [asked], now=old.taken + 1)
    assert changed(hub, uid, old) == {late, hidden, asked}
    assert [e.time for e in Deliveries(hub, [old]).changed_entries(uid)] == [second(2026, 6, 2)] * 3


def test_what_was_done_as_an_old_package_was_made_counts_as_a_change(hub, uid, old, keep):
    june = datetime(2026, 6, 2, tzinfo=UTC)
    found = keep(
        hub.kultur.bloggen, published=june, now=datetime.fromtimestamp(old.taken - AT_ONCE, UTC)
    )
    assert changed(hub, uid, old) == {found}


def test_a_store_from_a_backup_is_judged_by_times(hub, uid, packed, keep):
    """It has never had the position that is noted, so the order is like an old one."""
    baseline = order_storage.find_baseline(hub, packed.id)
    baseline["places"] = {uid: (10**6, 7)}
    assert changed(hub, uid, packed) == set()
    late = keep(
        hub.kultur.bloggen,
        published=datetime(2026, 6, 2, tzinfo=UTC),
        now=datetime.fromtimestamp(packed.taken, UTC),
    )
    assert changed(hub, uid, packed) == {late}


def test_an_order_without_newer_fields_is_stored_as_earlier_releases_read_it(hub, packed):
    stored = hub_storage.stored_data(hub, order_storage.BOOK)[packed.id]
    assert not {"kind", "transfer", "sent", "secret", "posts"} & {*stored}
    assert order_storage.find_order(hub, packed.id) == packed
