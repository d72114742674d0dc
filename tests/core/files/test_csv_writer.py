"""The list as CSV: read right by a Swedish Excel, and harmless there."""

from datetime import UTC, date, datetime
from decimal import Decimal

from katrineholm.socialhub.core.files.csv_writer import csv_bytes, csv_lines


def test_the_file_opens_right_in_a_swedish_excel():
    file = csv_bytes(["Namn", "Från"], [["Åsas blogg", date(2026, 11, 25)]])
    assert file == "\ufeffNamn;Från\r\nÅsas blogg;2026-11-25\r\n".encode()


def test_each_line_is_written_as_its_row_is_read():
    rows = iter([["a"], ["b"]])
    lines = csv_lines(["x"], rows)
    assert [next(lines), next(lines), next(rows)] == ["\ufeffx\r\n".encode(), b"a\r\n", ["b"]]


def test_a_list_without_channels_is_its_header():
    assert csv_bytes(["Namn"], []) == "\ufeffNamn\r\n".encode()


def lines(*row):
    return csv_bytes(["x"] * len(row), [row]).decode("utf-8-sig").split("\r\n", 1)[1]


def test_values_are_written_for_every_reader():
    when = datetime(2026, 11, 25, 2, 49, 52, 7, UTC)
    row = lines(True, False, None, 7, -5, 3.5, Decimal("0.25"), when)
    assert row == "true;false;;7;-5;3,5;0,25;2026-11-25T02:49:52+00:00\r\n"


def test_separators_quotes_and_line_ends_stay_within_their_cell():
    assert lines("a;b", 'say "hi"', "one\r\ntwo") == '"a;b";"say ""hi""";"one\ntwo"\r\n'


def test_no_text_reaches_the_reader_as_a_formula():
    row = lines('=HYPERLINK("http://evil","x")', "\t\r=1", "+46 150", "\0@a", "-2", "plain")
    assert row == '"\'=HYPERLINK(""http://evil"",""x"")";\'=1;\'+46 150;\'@a;\'-2;plain\r\n'


def test_the_titles_are_no_formulas_either():
    assert csv_bytes(["=1"], []) == "\ufeff'=1\r\n".encode()
