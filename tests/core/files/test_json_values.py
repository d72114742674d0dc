"""Plain values as JSON, and back."""

import json
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import pytz
from BTrees.Length import Length
from BTrees.OOBTree import OOBTree, OOSet
from DateTime import DateTime
from hypothesis import given
from hypothesis import strategies as st
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from ZODB._compat import dumps, loads
from ZODB.blob import Blob
from zope.i18nmessageid import Message

from katrineholm.socialhub.core.files.json_values import (
    KINDS,
    MAPPINGS,
    NAMES,
    SETS,
    TransferError,
    json_value,
    value_of_json,
)

STOCKHOLM = pytz.timezone("Europe/Stockholm")
VALUES = [
    *(None, True, 0, -(2**70), 1.5, -0.0, "", "å\u2028\x00\x1b", [1, [2]]),
    *((), (1, ("a",)), {1, 2}, frozenset({2, 1}), b"\x00\xff", {}, {"a": 1}, {("a", 1): [2]}),
    *("\ud83d", "a\ud83d\ude00", "\udcff"),
    *(date(2026, 5, 4), datetime(2026, 5, 4, 10), datetime(2026, 5, 4, 10, tzinfo=UTC)),
    *(STOCKHOLM.localize(datetime(2026, 10, 25, 2, 30), is_dst=each) for each in (True, False)),
    datetime(2026, 5, 4, 10, tzinfo=pytz.utc),
    datetime(2026, 5, 4, 10, tzinfo=timezone(timedelta(hours=-3))),
    DateTime("2026-05-04 10:00:00.123456 Europe/Stockholm"),
    DateTime("2026-05-04 10:00"),
]
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.binary()
    | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
)


def again(value):
    """As it comes out of an archive."""
    text = json.dumps(json_value(value, str), ensure_ascii=False, allow_nan=False)
    return value_of_json(json.loads(text.encode().decode()), str)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_is_the_same_afterwards(value):
    found = again(value)
    assert found == value
    assert type(found) is type(value)
    assert repr(found) == repr(value)
    assert loads(dumps(found, 3)) == value


@given(PLAIN)
def test_whatever_is_plain_is_the_same_afterwards(value):
    assert again(value) == value


def test_a_number_that_is_none_stays_so():
    assert repr(again((float("nan"), float("-inf")))) == "(nan, -inf)"


@pytest.mark.parametrize("name", MAPPINGS)
def test_every_mapping_of_the_database_is_the_same_afterwards(name):
    value = MAPPINGS[name]([(1, 2), (3, 4)])
    found = again(value)
    assert type(found) is type(value)
    assert list(found.items()) == [(1, 2), (3, 4)]


@pytest.mark.parametrize("name", SETS)
def test_every_set_of_the_database_is_the_same_afterwards(name):
    value = SETS[name]([1, 3])
    found = again(value)
    assert (type(found), list(found)) == (type(value), [1, 3])


def test_what_is_an_object_of_its_own_is_so_afterwards():
    value = PersistentMapping(a=PersistentList([1]), b=Length(7), c=(OOBTree({"x": OOSet("y")}),))
    found = again(value)
    assert type(found) is PersistentMapping
    assert (type(found["a"]), list(found["a"])) == (PersistentList, [1])
    assert (type(found["b"]), found["b"]()) == (Length, 7)
    assert list(found["c"][0]["x"]) == ["y"]


def test_sets_are_written_in_the_same_order_each_time():
    assert json_value({"b", "a", "c"}, str) == {"set": ["a", "b", "c"]}


def test_the_order_of_a_mapping_stays():
    assert list(again({"b": 1, "a": 2})) == ["b", "a"]


def test_a_file_is_told_by_its_hash():
    blob = Blob(b"x")
    assert json_value((blob,), lambda found: {blob: "abc"}[found]) == {"tuple": [{"blob": "abc"}]}
    assert value_of_json({"tuple": [{"blob": "abc"}]}, {"abc": blob}.get) == (blob,)


def test_a_message_of_the_catalogue_is_its_text():
    found = again(Message("Hi", domain="x", default="Hej"))
    assert (found, type(found)) == ("Hi", str)


@dataclass
class Own:
    """A class of somebody's."""


@pytest.mark.parametrize(
    "value", [Own(), object(), len, Own, OrderedDict(), 1j], ids=lambda value: type(value).__name__
)
def test_what_is_no_plain_data_is_refused(value):
    with pytest.raises(TransferError, match=type(value).__name__):
        json_value([value], str)


@pytest.mark.parametrize(
    "told",
    [
        *({"os.system": "ls"}, {"katrineholm.socialhub.x.Y": []}, {"__import__": ["os"]}),
        *({}, {"tuple": [], "list": []}, {"tuple": {}}, {"tuple": "ab"}, {"dict": [[1]]}),
        *({"dict": [[[], 1]]}, {"set": [[]]}, {"bytes": "å"}, {"bytes": "a"}, {"float": "x"}),
        *({"Length": "1"}, {"Length": True}, {"DateTime": [1]}, {"DateTime": ["1", 0, "x"]}),
        *({"date": "x"}, {"date": 1}, {"datetime": ["2026-05-04T10:00:00", "../../etc/passwd"]}),
        *({"str": "zz"}, {"IOBTree": [["a", 1]]}, {"LLTreeSet": ["a"]}, {"IIBTree": [[1, 2**40]]}),
    ],
    ids=repr,
)
def test_what_is_no_value_is_refused(told):
    with pytest.raises((TransferError, ValueError, TypeError, OverflowError, KeyError)):
        value_of_json(told, str)


def test_every_kind_that_is_written_can_be_read():
    assert set(NAMES.values()) <= set(KINDS)
