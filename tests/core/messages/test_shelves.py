"""Where each message stands."""

import pytest

from katrineholm.socialhub.core.messages import shelves
from katrineholm.socialhub.core.messages.layout import new_message, new_root
from katrineholm.socialhub.core.messages.state import HANDLING, Facts, State, as_data

BO, NEWS = shelves.person_shelf("bo"), shelves.channel_shelf("news")


def message(number, order, who="bo", **state):
    data = as_data(State(**state))
    return new_message({}, number=number, order=order, who=who, channel="news", state=data)


@pytest.fixture
def root():
    root = new_root()
    for each in (message(1, 30), message(2, 10, who=""), message(3, 20, handling="watched")):
        shelves.put(root, each)
    return root


def listed(root, places, states=HANDLING, kinds=shelves.KINDS, **limits):
    return list(shelves.numbers(root, places, states, kinds, **limits))


def test_the_earliest_deadline_comes_first_and_nothing_twice(root):
    assert listed(root, [shelves.HUB]) == [2, 3, 1]
    assert listed(root, [NEWS, BO, shelves.HUB]) == [2, 3, 1]
    assert listed(root, [BO]) == [3, 1]


def test_only_what_is_asked_for_is_listed_and_counted(root):
    assert listed(root, [shelves.HUB], states=["watched"]) == [3]
    assert listed(root, [shelves.HUB], kinds=["direct"]) == []
    assert listed(root, [shelves.HUB], until=20) == [2]
    assert listed(root, [shelves.HUB], since=20) == [3, 1]
    assert shelves.count(root, [shelves.HUB], HANDLING, shelves.KINDS) == 3
    assert shelves.count(root, [BO], ["received"], shelves.KINDS) == 1


def test_a_page_is_some_of_them(root):
    assert shelves.page(iter(listed(root, [shelves.HUB])), 1, 1) == [3]


def test_what_is_taken_down_stands_nowhere():
    root, one = new_root(), message(1, 30, facts=Facts(case=True))
    shelves.put(root, one)
    assert listed(root, [shelves.REGISTRAR]) == [1]
    shelves.take_down(root, one)
    assert list(root["shelves"]) == []
    assert shelves.count(root, [shelves.HUB], HANDLING, shelves.KINDS) == 0


def test_what_an_older_version_put_on_fewer_shelves_is_moved_and_put_on_all():
    root, one = new_root(), message(1, 30)
    shelves.put(root, one)
    first = list(root["shelves"])
    root["shelves"].remove(first[-1])
    root["counts"][first[-1][:3]].change(-1)
    assert (shelves.put(root, one), shelves.put(root, one)) == (True, False)
    assert list(root["shelves"]) == first
    root["shelves"].remove(first[0])
    root["counts"][first[0][:3]].change(-1)
    shelves.take_down(root, one)
    assert {length() for length in root["counts"].values()} == {0}


def test_what_is_disposed_of_stands_apart():
    root = new_root()
    shelves.put(root, message(1, 30, record=frozenset({"disposed"})))
    assert [listed(root, [shelf]) for shelf in (shelves.HUB, NEWS, BO)] == [[], [], []]
    assert listed(root, [shelves.DISPOSED]) == [1]


def test_every_channel_that_has_messages_is_told_once(messages, incoming):
    for number, channel in enumerate(("news", "b", "news:2", "news")):
        messages.receive(incoming(f"{number}", channel=channel), now=1)
    assert list(shelves.channels(messages.root)) == ["b", "news", "news:2"]
    assert list(shelves.channels(new_root())) == []
