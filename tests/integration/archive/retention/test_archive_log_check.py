"""The archive's own records and their files are those that its log has."""

import transaction

from katrineholm.socialhub.accounts.channels import archive_log
from katrineholm.socialhub.archive.packages import snapshot_storage as snapshots
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.archive.retention.archive_log_check import (
    archive_log_errors,
    note_all_records,
)


def test_a_changed_snapshot_is_named_and_one_that_is_gone(old):
    snapshot = take_snapshot(old.channel)
    transaction.commit()
    assert [*archive_log_errors(old.hub)] == []
    name, rows = f"{snapshot.uid}:{snapshot.id}", snapshots.BOOK.read(old.hub)["snapshots"]
    rows[snapshot.uid, snapshot.id] = {**rows[snapshot.uid, snapshot.id], "taken": 1}
    assert [*archive_log_errors(old.hub)] == [f"the snapshot {name} is not as it was logged"]
    del rows[snapshot.uid, snapshot.id]
    assert [*archive_log_errors(old.hub)] == [f"the snapshot {name} is missing"]


def test_a_file_gone_from_the_disk_is_named(old):
    snapshot = take_snapshot(old.channel)
    rows = snapshots.BOOK.read(old.hub)["snapshots"]
    rows[snapshot.uid, snapshot.id] = {**rows[snapshot.uid, snapshot.id], "file": None}
    [error] = archive_log_errors(old.hub)
    assert error == f"the snapshot {snapshot.uid}:{snapshot.id}: its file is missing or changed"


def test_what_was_stored_before_there_was_a_log_is_logged_once(old):
    take_snapshot(old.channel)
    log = archive_log.BOOK.writable(old.hub)
    log["lines"].clear(), log["latest"].clear()
    assert [*archive_log_errors(old.hub)] == []
    note_all_records(old.hub)
    assert len(log["lines"]) == 1
    note_all_records(old.hub)
    assert len(log["lines"]) == 1
