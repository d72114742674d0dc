"""The messages on the workplace."""

from plone import api

from katrineholm.socialhub.inbox.desk.tasks import LATE, message_tasks


def test_messages_wait_for_whoever_is_responsible_and_say_that_they_are_late(hub, receive):
    receive()
    with api.env.adopt_user("anna"):
        [task] = message_tasks(hub)
    assert (task.number, task.text, task.is_late) == (1, LATE, True)
    assert task.url.endswith("/@@messages?mine=1")
    with api.env.adopt_user("cia"):
        assert [*message_tasks(hub)] == []
