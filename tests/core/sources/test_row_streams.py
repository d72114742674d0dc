"""The objects of a file, one after the other."""

import json
import time
from contextlib import suppress

import pytest

from katrineholm.socialhub.core.sources.download_errors import DownloadError
from katrineholm.socialhub.core.sources.download_files import open_download
from katrineholm.socialhub.core.sources.row_streams import file_rows


def read_rows(bare, name, content):
    with open_download([bare(name, content)]) as download:
        [member] = download.members.values()
        return [(row.place, row.values) for row in file_rows(member)]


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


@pytest.mark.parametrize(
    ("name", "content"),
    [
        # Many titles, and many short lines.
        ("a.csv", "," * 24_000 + "b\n" + "a\n" * 12_000),
        # A post of many lines.
        ("posts.txt", "Date: 1\n" + "a\n" * 2_000_000),
        # A long key around many objects.
        ("posts_1.json", f'{{"{"a" * 200_000}": [{",".join(["{}"] * 20_000)}]}}'),
        # A script's end without end.
        ("tweets.js", "[1]" + ";" * 30_000_000),
    ],
    ids=lambda given: given[:9],
)
def test_a_file_takes_no_longer_than_it_is_long(bare, name, content):
    began = time.process_time()
    with suppress(DownloadError):
        read_rows(bare, name, content)
    assert time.process_time() - began < 4


def test_a_post_of_many_lines_keeps_them_all(bare):
    text = "Date: 1\r\nLink: a\nTitle: A: b\nc\n\nDate: 2\nno name: 3\n"
    assert read_rows(bare, "a.txt", text) == [
        ("txt", {"date": "1", "link": "a", "title": "A: b\nc"}),
        ("txt", {"date": "2\nno name: 3"}),
    ]
