"""A book as lines, and a book that grows from lines."""

import json
import tracemalloc
from io import BytesIO

import pytest
import transaction
from BTrees.Length import Length
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOSet, OOTreeSet
from persistent.mapping import PersistentMapping
from ZODB import DB
from ZODB.blob import Blob
from ZODB.FileStorage import FileStorage

from katrineholm.socialhub.core.files.json_lines import (
    MAX_DEPTH,
    TreeBuilder,
    json_object,
    tree_lines,
)
from katrineholm.socialhub.core.files.json_values import TransferError

NAME = "katrineholm.socialhub.example"


def book():
    """A book with all that can lie in one."""
    entry = PersistentMapping(title="å", versions=LOBTree({0: PersistentMapping(title="a")}))
    flat = PersistentMapping(title="b", seen=(1, 2), versions=())
    return PersistentMapping(
        channels=OOBTree({"u1": PersistentMapping(entries=OOBTree({"a": entry, "b": flat}))}),
        waiting=PersistentMapping({0: OOSet([("", 0)]), 1: OOSet()}),
        posts=OOTreeSet([("a", 1), ("b", 2)]),
        revision=Length(3),
        state=(1, PersistentMapping(x=[])),
        name="x",
    )


def told(value, **options):
    return list(tree_lines(NAME, value, str, **options))


def grown(lines, place=None, path=()):
    place = {} if place is None else place
    growing = TreeBuilder(place, NAME, str, path)
    for line in lines:
        growing.add(line)
    assert growing.path == ()
    return place[NAME]


def test_a_tree_is_spread_and_what_holds_none_is_one_line():
    value = OOBTree({"a": PersistentMapping(b=(1,)), "c": OOTreeSet("d")})
    assert [json.loads(line) for line in told(value)] == [
        ["open", NAME, "OOBTree"],
        ["put", "a", {"PersistentMapping": {"b": {"tuple": [1]}}}],
        ["open", "c", "OOTreeSet"],
        ["in", "d"],
        ["close"],
        ["close"],
    ]


@pytest.mark.parametrize("value", ["2026-01-01", (1, 2), PersistentMapping(a=1), 7], ids=repr)
def test_a_book_without_a_tree_is_one_line(value):
    [line] = told(value)
    assert grown([line]) == value


def test_a_book_is_the_same_afterwards():
    lines = told(book())
    assert told(grown(lines)) == lines
    assert type(grown(lines)["channels"]["u1"]["entries"]["a"]["versions"]) is LOBTree


def test_no_line_has_another_end_than_its_own():
    value = OOBTree({"a\nb\u2028c\x85": "d\r\n"})
    lines = list(BytesIO(b"".join(told(value))))
    assert lines == told(value)
    assert dict(grown(lines)) == dict(value)


@pytest.mark.parametrize("number", range(len(told(book()))))
def test_what_was_left_after_a_line_is_gone_on_with(number):
    lines, place = told(book()), {}
    first = TreeBuilder(place, NAME, str)
    for line in lines[:number]:
        first.add(line)
    assert told(grown(lines[number:], place, first.path)) == lines


def test_what_is_made_anew_is_left_out():
    value = PersistentMapping(a=OOBTree(), b=OOBTree({"b": 1}))
    lines = told(value, without=("b",))
    assert [json.loads(line)[1] for line in lines if b"open" in line] == [NAME, "a"]


def test_a_file_is_given_to_whoever_keeps_it():
    kept = []
    lines = list(
        tree_lines(NAME, OOBTree({"a": (Blob(b"x"), 1)}), lambda blob: kept.append(blob) or "h")
    )
    assert json.loads(lines[1]) == ["put", "a", {"tuple": [{"blob": "h"}, 1]}]
    assert len(kept) == 1


@pytest.mark.parametrize(
    "line",
    [
        *(b"", b"\n", b"x\n", b"\xff\n", b"{}\n", b"[]\n", b"1\n", b'["close"]\n', b'["in",1]\n'),
        *(b'["put","other",1]\n', b'["put","%s",NaN]\n', b'["put",1]\n', b'["run","%s","x"]\n'),
        *(
            b'["open","%s","dict"]\n',
            b'["open","%s","os.system"]\n',
            b'["open","%s",["OOBTree"]]\n',
        ),
        *(b'["put","%s",{"Blob":1}]\n', b'["put",["%s"],1]\n', b"[" * 100_000),
    ],
    ids=repr,
)
def test_what_is_no_line_is_refused(line):
    place = {}
    with pytest.raises(TransferError):
        TreeBuilder(place, NAME, str).add(line.replace(b"%s", NAME.encode()))
    assert place == {}


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        *(("OOTreeSet", ["put", "a", 1]), ("OOBTree", ["in", 1]), ("LOBTree", ["put", "a", 1])),
        *(("PersistentMapping", ["put", [], 1]), ("OOTreeSet", ["open", "a", "OOBTree"])),
        ("IOBTree", ["put", 2**80, 1]),
    ],
    ids=repr,
)
def test_what_does_not_belong_there_is_refused(kind, line):
    growing = TreeBuilder({}, NAME, str)
    growing.add(json.dumps(["open", NAME, kind]).encode())
    with pytest.raises(TransferError):
        growing.add(json.dumps(line).encode())


def test_nothing_is_opened_too_deep():
    growing = TreeBuilder({}, NAME, str)
    for _depth in range(MAX_DEPTH):
        growing.add(json.dumps(["open", NAME, "OOBTree"]).encode())
    with pytest.raises(TransferError):
        growing.add(json.dumps(["open", NAME, "OOBTree"]).encode())


@pytest.mark.parametrize("line", [b"", b"[]", b"x", b'{"a":NaN}', b"[" * 100_000], ids=len)
def test_what_is_no_object_is_refused(line):
    with pytest.raises(TransferError):
        json_object(line)


def peak(folder, number):
    """How many bytes were in memory at once while a book grew in a database and was told."""
    folder.mkdir()
    database = DB(FileStorage(str(folder / "Data.fs")), cache_size=100)
    connection = database.open()
    growing = TreeBuilder(connection.root(), NAME, str)
    tracemalloc.start()
    for count, line in enumerate(entries(number)):
        growing.add(line)
        if count % 100 == 0:
            transaction.commit()
            connection.cacheGC()
    transaction.commit()
    told = 0
    for _line in tree_lines(NAME, connection.root()[NAME], str):
        told += 1
        if told % 100 == 0:
            connection.cacheGC()
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    database.close()
    assert told == number + 2
    return found


def entries(number):
    yield json.dumps(["open", NAME, "OOBTree"]).encode()
    for each in range(number):
        value = {"PersistentMapping": {"title": "x" * 1000}}
        yield json.dumps(["put", f"{each:06}", value]).encode()
    yield b'["close"]'


@pytest.mark.long
@pytest.mark.usefixtures("tidy")
def test_memory_does_not_grow_with_a_book(tmp_path):
    few, many = (peak(tmp_path / str(number), number) for number in (400, 4_000))
    assert many < 1.5 * few
