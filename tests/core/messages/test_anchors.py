"""Heads of the log in a file outside the database."""

import json
from dataclasses import replace
from email.message import EmailMessage

import pytest

from katrineholm.socialhub.core.messages.anchors import (
    TOLERANCE,
    TimeFloor,
    UnreadableAnchors,
    anchor_files,
    anchor_of,
    anchor_targets,
    anchored_heads,
    append_anchor,
    read_anchors,
    valid_anchors,
)
from katrineholm.socialhub.core.messages.ledger import Head

FIRST = anchor_of("hub", Head(1, "a" * 64, 100), 110)
SECOND = anchor_of("hub", Head(2, "b" * 64, 200), 210)
OTHER = replace(FIRST, hub="other")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "anchors"


def test_anchors_are_read_in_the_order_they_were_written(path):
    for each in (FIRST, OTHER, SECOND):
        append_anchor(path, each)
    assert read_anchors(path) == [FIRST, OTHER, SECOND]
    assert anchored_heads(path, "hub") == [FIRST, SECOND]


def test_what_was_written_stays_when_more_is_written(path):
    append_anchor(path, FIRST)
    before = path.read_bytes()
    append_anchor(path, SECOND)
    assert path.read_bytes().startswith(before)


def test_the_file_is_not_for_everybody(path):
    append_anchor(path, FIRST)
    assert path.stat().st_mode & 0o007 == 0


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "7",
        '"x"',
        "{}",
        '{"hub": "hub", "count": "1", "hash": "", "time": 0}',
        '{"hub": "hub", "count": 1, "hash": "", "time": 0, "at": "x"}',
    ],
)
def test_a_line_that_is_none_is_told_by_its_number(path, line):
    append_anchor(path, FIRST)
    path.write_text(path.read_text() + line + "\n")
    with pytest.raises(UnreadableAnchors) as unreadable:
        read_anchors(path)
    assert unreadable.value.line == 2


def test_a_line_is_plain_json(path):
    append_anchor(path, FIRST)
    assert json.loads(path.read_text()) == {
        **{"hub": "hub", "count": 1, "hash": "a" * 64, "time": 100, "at": 110}
    }


def test_a_line_of_an_earlier_version_has_no_time_of_its_own(path):
    path.write_text('{"hub": "hub", "count": 1, "hash": "a", "time": 100}\n')
    [anchor] = read_anchors(path)
    assert (anchor.at, anchor.published) == (None, 100)


def mail(anchor):
    made = EmailMessage()
    made["Subject"], made["From"] = "Loggen för Sociala medier", "webben@example.se"
    made.set_content(f"Spara brevet. Länge leve å, ä och ö.\n\n{anchor.line}\n\nHälsningar\n")
    return bytes(made)


def test_a_saved_mail_has_its_anchor(path):
    path.write_bytes(mail(FIRST))
    assert b"=\n" in path.read_bytes()  # the line is folded for the way
    assert set(read_anchors(path)) == {FIRST}


def test_a_text_has_the_anchors_that_somebody_pasted_into_it(path):
    folded = SECOND.line.replace(", ", ",\n")
    path.write_text(
        f"Anteckningar: i dag kom\n{FIRST.line}\noch i går\n  {folded}. {{Så}} är det.\n"
    )
    assert read_anchors(path) == [FIRST, SECOND]


def test_a_folder_of_mails_is_read_as_a_whole(tmp_path):
    for name, each in (("a.eml", FIRST), ("b.eml", SECOND)):
        (tmp_path / name).write_bytes(mail(each))
    (tmp_path / "c.txt").write_text("Inget här")
    assert set(read_anchors(tmp_path)) == {FIRST, SECOND}


def test_a_folder_without_an_anchor_is_none(tmp_path):
    with pytest.raises(UnreadableAnchors):
        read_anchors(tmp_path)


def test_several_places_are_named_with_commas_between():
    environ = {
        "SOCIALHUB_ANCHORS": "/a/b.jsonl, /c d.jsonl ,https://x.se/anchors?key=1,,/a/b.jsonl"
    }
    assert anchor_targets(environ) == ["/a/b.jsonl", "/c d.jsonl", "https://x.se/anchors?key=1"]
    assert anchor_files(environ) == ["/a/b.jsonl", "/c d.jsonl"]
    assert anchor_targets({}) == []


def test_what_an_older_copy_has_lost_is_awaited_no_more():
    back = replace(FIRST, at=300, restored="The disk broke")
    later = replace(SECOND, at=400)
    assert valid_anchors([FIRST, SECOND, back]) == [FIRST, back]
    assert valid_anchors([FIRST, SECOND, back, later]) == [FIRST, back, later]


def test_a_line_is_no_older_than_the_anchor_before_it():
    floor = TimeFloor([replace(FIRST, at=10 * TOLERANCE)])
    assert floor.permits(1, 0)
    assert floor.permits(2, 9 * TOLERANCE)
    assert not floor.permits(2, 9 * TOLERANCE - 1)
    assert not floor.permits(2, None)


def test_a_clock_that_was_ahead_once_dates_no_later_line():
    ahead = replace(FIRST, at=400 * TOLERANCE)
    floor = TimeFloor([ahead, replace(SECOND, at=10 * TOLERANCE)])
    assert floor.permits(2, 10 * TOLERANCE)
    assert not floor.permits(2, 8 * TOLERANCE)
