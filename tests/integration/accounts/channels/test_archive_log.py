"""The log of the archive's own records."""

from katrineholm.socialhub.accounts.channels import archive_log
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import record_faults


def lines(hub):
    return [line[1:3] for line in archive_log.BOOK.read(hub)["lines"].values()]


def test_a_record_has_a_line_each_time_it_changes(hub):
    archive_log.note_record(hub, "rule", "entry", {"days": 30})
    archive_log.note_record(hub, "rule", "entry", {"days": 30})
    archive_log.note_record(hub, "rule", "picture", {"days": 30})
    archive_log.note_record(hub, "rule", "entry", {"days": 60})
    assert lines(hub) == [("rule", "entry"), ("rule", "picture"), ("rule", "entry")]
    found = archive_log.record_hash({"days": 60})
    assert archive_log.logged_hash(hub, "rule", "entry") == found
    assert [name for name, _hash in archive_log.logged_hashes(hub, "rule")] == ["entry", "picture"]
    assert [*archive_log.logged_hashes(hub, "rul")] == []


def test_a_record_that_was_removed_is_not_to_be_there(hub):
    archive_log.note_record(hub, "package", "1", {"size": 1})
    archive_log.note_record(hub, "package", "1", None)
    archive_log.note_record(hub, "package", "1", None)
    assert archive_log.logged_hash(hub, "package", "1") == ""
    assert len(lines(hub)) == 2


def test_its_lines_are_in_the_hub_wide_log(hub):
    archive_log.note_record(hub, "rule", "entry", {"days": 30})
    assert messages_of(hub).append_queued_lines(1).count == 1
    lanes = {archive_log.LANE: archive_log.log_lane(hub)}
    assert [*record_faults(messages_of(hub).root, lanes=lanes)] == []
    number = archive_log.BOOK.read(hub)["lines"].minKey()
    archive_log.BOOK.read(hub)["lines"][number] = (1, "rule", "entry", "other")
    assert [each.what for each in record_faults(messages_of(hub).root, lanes=lanes)] == ["archive"]
