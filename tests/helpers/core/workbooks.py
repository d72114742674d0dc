"""Workbooks made by code, as small as Excel reads them."""

import io
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(*sheets, extra=None):
    """The bytes of a workbook with these sheets, each a list of rows of texts and numbers."""
    strings, out = [], io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", f"<workbook {MAIN}/>")
        for number, rows in enumerate(sheets, 1):
            lines = "".join(_row(at, cells, strings) for at, cells in enumerate(rows, 1))
            sheet = f"<worksheet {MAIN}><sheetData>{lines}</sheetData></worksheet>"
            archive.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
        told = "".join(f"<si><r><t>{escape(text)}</t></r></si>" for text in strings)
        archive.writestr("xl/sharedStrings.xml", f"<sst {MAIN}>{told}</sst>")
        for path, data in (extra or {}).items():
            archive.writestr(path, data)
    return out.getvalue()


def _row(at, cells, strings):
    return f'<row r="{at}">{"".join(_cell(at, *each, strings) for each in enumerate(cells))}</row>'


def _cell(at, column, value, strings):
    place = f'r="{chr(65 + column)}{at}"'
    if value == "":
        return ""
    if isinstance(value, str):
        strings.append(value)
        return f'<c {place} t="s"><v>{len(strings) - 1}</v></c>'
    return f"<c {place}><v>{value}</v></c>"
