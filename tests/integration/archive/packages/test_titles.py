"""Everything that the record knows has a name."""

from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.archive.packages.titles import ACT_TITLES, SINGULAR_TITLES, TYPE_TITLES
from katrineholm.socialhub.archive.record import query


def test_each_act_that_is_written_down_has_a_name():
    assert {*ACT_TITLES} == {*post_acts.ACTS, "seen", "write", "change"}


def test_each_kind_that_is_found_has_a_name():
    assert [*TYPE_TITLES] == [*SINGULAR_TITLES] == [*query.TYPES]
