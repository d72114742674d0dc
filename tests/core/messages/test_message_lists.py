"""Where each message stands."""

import pytest

from katrineholm.socialhub.core.messages import message_lists
from katrineholm.socialhub.core.messages.layout import new_message, new_root
from katrineholm.socialhub.core.messages.state import HANDLING, Facts, State, state_data

BO, NEWS = message_lists.person_list("bo"), message_lists.channel_list("news")


def message(number, order, who="bo", **state):
    data = state_data(State(**state))
    return new_message({}, number=number, order=order, who=who, channel="news", state=data)


@pytest.fixture
def root():
    root = new_root()
    for each in (message(1, 30), message(2, 10, who=""), message(3, 20, handling="watched")):
        message_lists.add_to_lists(root, each)
    return root


def listed(root, places, states=HANDLING, kinds=message_lists.KINDS, **limits):
    return list(message_lists.listed_numbers(root, places, states, kinds, **limits))


def test_the_earliest_deadline_comes_first_and_nothing_twice(root):
    assert listed(root, [message_lists.HUB]) == [2, 3, 1]
    assert listed(root, [NEWS, BO, message_lists.HUB]) == [2, 3, 1]
    assert listed(root, [BO]) == [3, 1]


def test_only_what_is_asked_for_is_listed_and_counted(root):
    assert listed(root, [message_lists.HUB], states=["watched"]) == [3]
    assert listed(root, [message_lists.HUB], kinds=["direct"]) == []
    assert listed(root, [message_lists.HUB], until=20) == [2]
    assert listed(root, [message_lists.HUB], since=20) == [3, 1]
    assert message_lists.listed_count(root, [message_lists.HUB], HANDLING, message_lists.KINDS) == 3
    assert message_lists.listed_count(root, [BO], ["received"], message_lists.KINDS) == 1


def test_what_is_taken_down_stands_nowhere():
    root, one = new_root(), message(1, 30, facts=Facts(case=True))
    message_lists.add_to_lists(root, one)
    assert listed(root, [message_lists.REGISTRAR]) == [1]
    message_lists.remove_from_lists(root, one)
    assert list(root["shelves"]) == []
    assert message_lists.listed_count(root, [message_lists.HUB], HANDLING, message_lists.KINDS) == 0


def test_what_an_older_version_put_on_fewer_shelves_is_moved_and_put_on_all():
    root, one = new_root(), message(1, 30)
    message_lists.add_to_lists(root, one)
    first = list(root["shelves"])
    root["shelves"].remove(first[-1])
    root["counts"][first[-1][:3]].change(-1)
    assert (message_lists.add_to_lists(root, one), message_lists.add_to_lists(root, one)) == (
        True,
        False,
    )
    assert list(root["shelves"]) == first
    root["shelves"].remove(first[0])
    root["counts"][first[0][:3]].change(-1)
    message_lists.remove_from_lists(root, one)
    assert {length() for length in root["counts"].values()} == {0}


def test_what_is_disposed_of_stands_apart():
    root = new_root()
    message_lists.add_to_lists(root, message(1, 30, record=frozenset({"disposed"})))
    assert [listed(root, [shelf]) for shelf in (message_lists.HUB, NEWS, BO)] == [[], [], []]
    assert listed(root, [message_lists.DISPOSED]) == [1]


def test_every_channel_that_has_messages_is_told_once(messages, incoming):
    for number, channel in enumerate(("news", "b", "news:2", "news")):
        messages.receive(incoming(f"{number}", channel=channel), now=1)
    assert list(message_lists.channels_with_messages(messages.root)) == ["b", "news", "news:2"]
    assert list(message_lists.channels_with_messages(new_root())) == []
