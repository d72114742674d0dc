"""A workbook's rows, one after the other."""

import io
import tracemalloc
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from katrineholm.socialhub.core.files.xlsx_reader import UnreadableWorkbook, sheet_rows

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(sheet, strings=""):
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        if strings:
            archive.writestr("xl/sharedStrings.xml", strings)
    return out


def test_rows_and_texts_are_read_as_they_stand():
    strings = f"<sst {NAMESPACE}><si><t>Dag</t></si><si><r><t>O</t></r><r><t>rd</t></r></si></sst>"
    sheet = f"""<worksheet {NAMESPACE}><cols><col/></cols><sheetData>
        <row><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
        <row><c t="inlineStr"><is><t>Hej</t></is></c><c><v>2</v></c></row>
    </sheetData></worksheet>"""
    [rows] = [[*rows] for rows in sheet_rows(workbook(sheet, strings))]
    assert rows == [["Dag", "", "Ord"], ["Hej", "2"]]


@pytest.mark.parametrize(
    "repeated", ['<row><c r="GR1"/></row>', "<x/>", "<row><c/></row>"], ids=["wide", "odd", "empty"]
)
def test_a_sheet_of_millions_of_cells_is_never_in_memory_as_a_whole(repeated):
    size = 2_000_000
    body = repeated * (size // len(repeated))
    file = workbook(f"<worksheet {NAMESPACE}><sheetData>{body}</sheetData></worksheet>")
    tracemalloc.start()
    for rows in sheet_rows(file):
        for _row in rows:
            pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4 * size


@pytest.mark.parametrize("sheet", ["<worksheet><row>", "<!DOCTYPE a><a/>"])
def test_a_damaged_sheet_is_refused(sheet):
    with pytest.raises(UnreadableWorkbook):
        [[*rows] for rows in sheet_rows(workbook(sheet))]
