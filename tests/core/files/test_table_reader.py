"""A workbook is read as a CSV file of the same cells is."""

import io
from zipfile import ZipFile

import pytest
from helpers.core.workbooks import MAIN, workbook

from katrineholm.socialhub.core.files import table_reader
from katrineholm.socialhub.core.files.csv_reader import Row
from katrineholm.socialhub.core.files.table_faults import TableFault
from katrineholm.socialhub.core.files.table_reader import read_table

COLUMNS = {"title": ("Titel",), "phone": (), "note": ()}


def read(data):
    return read_table(data, COLUMNS, optional=["note"])


def test_a_workbook_gives_the_rows_of_a_csv_file():
    rows = [["Titel", "phone", "note"], ["Badet", "0150", "x"], ["", "", ""], ["Ån", "7", ""]]
    lines = "\n".join(";".join(row) for row in rows).encode()
    assert (
        read(workbook(rows))
        == read(lines)
        == [
            Row(2, {"title": "Badet", "phone": "0150", "note": "x"}),
            Row(4, {"title": "Ån", "phone": "7", "note": ""}),
        ]
    )


def test_numbers_rows_left_out_and_a_second_sheet_do_no_harm():
    sheet = (
        f'<worksheet {MAIN}><sheetData><row r="1"/><row r="3">'
        '<c r="A3" t="inlineStr"><is><t>title</t></is></c>'
        '<c r="B3" t="inlineStr"><is><t>phone</t></is></c></row>'
        '<row r="7"><c r="B7"><v>150</v></c></row></sheetData></worksheet>'
    )
    book = workbook([["other"]], [["title"]], extra={"xl/worksheets/sheet0.xml": sheet})
    assert read(book) == [Row(7, {"title": "", "phone": "150"})]


def damaged(data):
    return data[:-40]


def without_sheets():
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (workbook([["title", "x"]]), "unknown_and_missing"),
        (workbook([["title", "phone"]]), "no_rows"),
        (workbook([]), "empty"),
        (workbook([["title", "phone"], ["x" * 10_001]]), "long_cell"),
        (damaged(workbook([["title", "phone"]])), "workbook"),
        (without_sheets(), "workbook"),
        (b"PK\x03\x04", "workbook"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_refused(data, code):
    with pytest.raises(TableFault) as refused:
        read(data)
    assert refused.value.code == code


def test_a_row_with_too_many_cells_is_at_fault_alone():
    [long, right] = read(workbook([["title", "phone"], ["a", "1", "?"], ["b", "2"]]))
    assert (long.fault.code, right.fault) == ("length", None)


def test_a_workbook_is_no_larger_than_a_csv_file(monkeypatch):
    monkeypatch.setattr(table_reader, "MAX_BYTES", 100)
    with pytest.raises(TableFault) as refused:
        read(workbook([["title", "phone"], ["a", "1"]]))
    assert refused.value.code == "too_large"
