"""The objects of a file, one after the other."""

import json

import pytest

from katrineholm.socialhub.core.downloads.opening import opened
from katrineholm.socialhub.core.downloads.streams import rows


def read_rows(bare, name, content):
    with opened([bare(name, content)]) as download:
        [member] = download.members.values()
        return [(row.place, row.values) for row in rows(member)]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ([{"a": [{"b": 1}]}, {"a": 2}], [("item", {"a": [{"b": 1}]}), ("item", {"a": 2})]),
        ({"x": {"y": [{"a": 1.5}]}, "z": [{}]}, [("x.y.item", {"a": 1.5}), ("z.item", {})]),
        ([[{"a": 1}]], [("item.item", {"a": 1})]),
        ([1, "a", None], []),
        ({"a": 1}, []),
    ],
)
def test_objects_in_lists_are_given_by_their_place(bare, content, found):
    assert read_rows(bare, "a.json", content) == found
    assert read_rows(bare, "a.json", b"\xef\xbb\xbf" + json.dumps(content).encode()) == found


@pytest.mark.parametrize("end", ["", ";", " ;\n\n"])
def test_the_script_around_a_list_is_passed_over(bare, end):
    long = [{"a": "; " * 50_000}, {"a": ";"}]
    text = f"window.YTD.tweets.part0 = {json.dumps(long)}{end}"
    assert read_rows(bare, "tweets.js", text) == [("item", each) for each in long]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_tables_separator_is_told_by_its_titles(bare, separator):
    text = separator.join(["a", "b"]) + "\n" + separator.join(["1", "2"]) + "\n\n" + "3\n"
    assert read_rows(bare, "a.csv", text) == [
        ("csv", {"a": "1", "b": "2"}),
        ("csv", {"a": "3", "b": ""}),
    ]
