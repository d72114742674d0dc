"""What lies in the database is nothing of ours."""

import pytest
from persistent.mapping import PersistentMapping

from katrineholm.socialhub.core.messages.layout import (
    append_item,
    change_count,
    new_message,
    new_root,
)


def test_an_empty_store_has_a_tree_for_each_question():
    assert set(new_root()) >= {"messages", "sources", "addresses", "shelves", "counts"}


def test_every_line_of_a_log_is_an_object_of_its_own_behind_the_last():
    message = new_message({"text": "Hej"}, number=7)
    append_item(message["log"], {"step": "receive"})
    append_item(message["log"], {"step": "assess"})
    assert [(n, dict(line)) for n, line in message["log"].items()] == [
        (0, {"step": "receive"}),
        (1, {"step": "assess"}),
    ]
    assert {type(line) for line in message["log"].values()} == {PersistentMapping}
    assert (dict(message["captured"]), message["number"]) == ({"text": "Hej"}, 7)


@pytest.mark.parametrize("numbers", [[1], [1, 1, -1]])
def test_what_comes_and_goes_is_counted(numbers):
    root = new_root()
    for number in numbers:
        change_count(root, ("hub", "received", "public"), number)
    assert {key: each() for key, each in root["counts"].items()} == {
        ("hub", "received", "public"): sum(numbers)
    }
