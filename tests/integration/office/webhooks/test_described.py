"""Problems of webhooks, for the board."""

from dataclasses import replace

import pytest
from officers import NOW

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.office.webhooks import book
from katrineholm.socialhub.office.webhooks.book import FAILED, OFF, ON, Hook
from katrineholm.socialhub.office.webhooks.described import webhooks_problem

HOOK = Hook("a", "https://a.example.se", "Intranätet", ("entry.new",), "", "anna", NOW)


@pytest.mark.parametrize("state", [ON, OFF])
def test_there_is_none_while_all_is_well(hub, state):
    assert webhooks_problem(hub) == ""
    book.remember(hub, replace(HOOK, state=state))
    assert webhooks_problem(hub) == ""


def test_a_receiver_that_was_turned_off_is_named_before_what_it_has_not_taken(hub):
    book.remember(hub, HOOK)
    book.put(hub, HOOK, "entry.new", "{}", NOW)
    [(key, _delivery)] = book.due(hub, HOOK, NOW)
    assert book.refused(hub, key, FeedError("unwanted"), NOW).state == FAILED
    assert webhooks_problem(hub).mapping == {"titles": "Intranätet"}
    book.remember(hub, HOOK)
    assert webhooks_problem(hub).mapping == {"number": 1}
    book.throw_away(hub, [key])
    assert webhooks_problem(hub) == ""
