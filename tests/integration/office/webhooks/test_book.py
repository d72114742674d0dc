"""What waits for receivers is found by receiver, the earliest first, and never read for others."""

import pytest
from officers import NOW

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.office.webhooks import book
from katrineholm.socialhub.office.webhooks.book import Hook, due, number

FAULT = FeedError("server_error", status=500)


@pytest.fixture
def two(hub):
    """Two receivers that are told of the same three things."""
    hooks = [
        Hook(id, f"https://{id}.example.se", id, ("entry.new",), "", "anna", NOW) for id in "ab"
    ]
    for hook in hooks:
        book.remember(hub, hook)
        for name in "123":
            book.put(hub, hook, "entry.new", name, NOW)
    return hooks


def bodies(hub, hook):
    return [delivery.body for _key, delivery in due(hub, hook, NOW)]


def test_each_receiver_has_its_own_the_earliest_first(hub, two):
    assert [bodies(hub, hook) for hook in two] == [["1", "2", "3"]] * 2
    book.forget(hub, "a")
    assert (number(hub, "a"), number(hub, "b")) == (0, 3)
    assert book.hooks_of(hub) == two[1:]


def test_a_fault_rests_one_receiver_and_puts_one_delivery_off(hub, two):
    key, _delivery = next(due(hub, two[0], NOW))
    hook = book.refused(hub, key, FAULT, NOW)
    assert (hook.failures, hook.rest, hook.code) == (1, NOW + 5, "server_error")
    assert bodies(hub, hook) == []
    assert bodies(hub, two[1]) == ["1", "2", "3"]
    book.taken(hub, key, NOW)
    assert book.hook_of(hub, "a").failures == 0
    assert bodies(hub, book.hook_of(hub, "a")) == ["2", "3"]


def test_a_receiver_that_is_off_is_sent_nothing(hub, two):
    for state in (book.OFF, book.FAILED):
        assert list(due(hub, Hook("a", "", "", (), "", "", 0, state=state), NOW)) == []


def test_what_is_dead_is_raised_up_by_its_name_alone(hub, two):
    key, _delivery = next(due(hub, two[0], NOW))
    book.refused(hub, key, FeedError("unwanted"), NOW)
    assert len(book.dead(hub)) == 3
    book.raise_up(hub, [("b", "x"), key])
    assert (number(hub, "a"), len(book.dead(hub))) == (1, 2)
    assert number(hub, "b") == 3
