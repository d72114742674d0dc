"""Everything that the record knows has a name."""

from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.archive.record.states import ACTS, ONE, TYPES
from katrineholm.socialhub.archive.searching import query


def test_each_act_that_is_written_down_has_a_name():
    assert {*ACTS} == {*post_acts.ACTS, "seen", "write", "change"}


def test_each_kind_that_is_found_has_a_name():
    assert [*TYPES] == [*ONE] == [*query.TYPES]
