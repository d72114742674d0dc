"""Every fault of a feed says what to do."""

from katrineholm.socialhub.office.board.diagnosis import CHECKS
from katrineholm.socialhub.office.board.fault_texts import FEED_FAULTS


def test_every_fault_is_checked_and_says_what_to_do():
    assert [fault.code for fault in FEED_FAULTS] == list(CHECKS)
    assert all(fault.text.endswith(".") and fault.advice.endswith(".") for fault in FEED_FAULTS)
