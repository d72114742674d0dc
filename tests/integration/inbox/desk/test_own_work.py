"""How many messages wait for whoever looks."""

from katrineholm.socialhub.inbox.desk.own_work import open_message_count


def test_nobody_has_messages_before_any_came(hub):
    assert open_message_count(hub) == 0
