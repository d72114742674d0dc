"""How many messages wait for whoever looks."""

from katrineholm.socialhub.inbox.desk.mine import number_of_mine


def test_nobody_has_messages_before_any_came(hub):
    assert number_of_mine(hub) == 0
