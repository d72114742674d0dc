"""The numbers of messages that wait."""

from plone import api

from katrineholm.socialhub.inbox.steps.waiting_messages import channel_count, has_late, own_count


def test_a_message_waits_for_whoever_is_responsible(hub, channel, receive):
    with api.env.adopt_user("anna"):
        assert (own_count(hub), has_late(hub, 2**40)) == (0, False)
    receive()
    with api.env.adopt_user("anna"):
        assert (own_count(hub), has_late(hub, 0), has_late(hub, 2**40)) == (1, False, True)
    with api.env.adopt_user("bert"):
        assert own_count(hub) == 0
    assert channel_count(hub, channel.UID()) == 1
