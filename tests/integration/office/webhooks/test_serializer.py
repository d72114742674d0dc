"""Problems of webhooks, for the board."""

from dataclasses import replace

import pytest
from officers import NOW

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.office.webhooks import storage
from katrineholm.socialhub.office.webhooks.serializer import webhooks_problem
from katrineholm.socialhub.office.webhooks.storage import FAILED, OFF, ON, Receiver

HOOK = Receiver("a", "https://a.example.se", "Intranätet", ("entry.new",), "", "anna", NOW)


@pytest.mark.parametrize("state", [ON, OFF])
def test_there_is_none_while_all_is_well(hub, state):
    assert webhooks_problem(hub) == ""
    storage.store_receiver(hub, replace(HOOK, state=state))
    assert webhooks_problem(hub) == ""


def test_a_receiver_that_was_turned_off_is_named_before_what_it_has_not_taken(hub):
    storage.store_receiver(hub, HOOK)
    storage.queue_delivery(hub, HOOK, "entry.new", "{}", NOW)
    [(key, _delivery)] = storage.due_deliveries(hub, HOOK, NOW)
    assert storage.mark_failed(hub, key, FeedError("unwanted"), NOW).state == FAILED
    assert webhooks_problem(hub).mapping == {"titles": "Intranätet"}
    storage.store_receiver(hub, HOOK)
    assert webhooks_problem(hub).mapping == {"number": 1}
    storage.delete_dead_deliveries(hub, [key])
    assert webhooks_problem(hub) == ""
