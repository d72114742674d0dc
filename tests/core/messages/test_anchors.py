"""Heads of the log in a file outside the database."""

import json

import pytest

from katrineholm.socialhub.core.messages.anchors import (
    UnreadableAnchors,
    anchored_heads,
    append_anchor,
)
from katrineholm.socialhub.core.messages.ledger import Head

FIRST, SECOND = Head(1, "a" * 64, 100), Head(2, "b" * 64, 200)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "anchors"


def test_each_hub_finds_its_own_heads_in_the_order_they_were_written(path):
    append_anchor(path, "hub", FIRST)
    append_anchor(path, "other", FIRST)
    append_anchor(path, "hub", SECOND)
    assert list(anchored_heads(path, "hub")) == [FIRST, SECOND]
    assert list(anchored_heads(path, "other")) == [FIRST]


def test_what_was_written_stays_when_more_is_written(path):
    append_anchor(path, "hub", FIRST)
    before = path.read_bytes()
    append_anchor(path, "hub", SECOND)
    assert path.read_bytes().startswith(before)


def test_the_file_is_not_for_everybody(path):
    append_anchor(path, "hub", FIRST)
    assert path.stat().st_mode & 0o007 == 0


@pytest.mark.parametrize(
    "line", ["", "{", "[]", "7", '"x"', "{}", '{"hub": "hub", "count": "1", "hash": "", "time": 0}']
)
def test_a_line_that_is_none_is_told_by_its_number(path, line):
    append_anchor(path, "hub", FIRST)
    path.write_text(path.read_text() + line + "\n")
    with pytest.raises(UnreadableAnchors) as unreadable:
        list(anchored_heads(path, "hub"))
    assert unreadable.value.line == 2


def test_a_line_is_plain_json(path):
    append_anchor(path, "hub", FIRST)
    assert json.loads(path.read_text()) == {"hub": "hub", "count": 1, "hash": "a" * 64, "time": 100}
