"""Writing of tables as an OpenDocument spreadsheet (ODS), for LibreOffice and Excel.

It is written as text, since a library that builds a node for every cell takes minutes for 30,000
rows. Source: OASIS OpenDocument 1.3, part 2 (packages) and part 3 (schema).
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from .cells import Cell, plain_cell
from .ods_parts import (
    CONTENT_END,
    CONTENT_START,
    FROZEN,
    MANIFEST,
    MEDIA_TYPE,
    META,
    SETTINGS,
    STYLES,
)

# Characters that Excel refuses in the name of a sheet, and the name's greatest length.
NOT_IN_SHEET = re.compile(r"[\[\]*?:/\\'\n\t]")
MAX_SHEET_NAME = 31
# A column is as wide as the longest of its first cells, in characters, within these.
MEASURED_ROWS = 200
MIN_WIDTH, MAX_WIDTH = 8, 50
CM_PER_CHARACTER = 0.22
# Blanks that a reader of XML would fold into one.
BLANKS = re.compile(r"^ +|(?<= ) +|\t")


class Sheet(NamedTuple):
    """A sheet of a workbook: its title, its columns' titles and its rows."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def ods_bytes(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return an ODS file with one sheet, named by its title: see ``workbook_bytes``."""
    return workbook_bytes(title, [Sheet(title, columns, rows)])


def workbook_bytes(title: str, sheets: Iterable[Sheet]) -> bytes:
    """Return an ODS file with these sheets, whose bold headers stay in sight.

    Numbers, dates and booleans are real values, a text is never a formula, None is empty. A time is
    shown in its own time zone, which is left out, as spreadsheets have none.
    """
    found = [Sheet(_sheet_name(each.title), each.columns, [*each.rows]) for each in sheets]
    frozen = "".join(FROZEN.format(sheet=each.title) for each in found)
    file = io.BytesIO()
    with ZipFile(file, "w") as package:
        # By part 2, 3.3, the media type comes first and uncompressed.
        package.writestr(_member("mimetype", ZIP_STORED), MEDIA_TYPE)
        package.writestr(_member("META-INF/manifest.xml"), MANIFEST)
        package.writestr(_member("meta.xml"), META.format(title=_escaped_text(plain_cell(title))))
        package.writestr(_member("settings.xml"), SETTINGS.format(frozen=frozen))
        package.writestr(_member("styles.xml"), STYLES)
        with package.open(_member("content.xml"), "w") as content:
            content.writelines(part.encode() for part in _content(found))
    return file.getvalue()


def _sheet_name(title: str) -> str:
    return _escaped_text(NOT_IN_SHEET.sub(" ", plain_cell(title))[:MAX_SHEET_NAME].strip() or "1")


def _member(name: str, compression: int = ZIP_DEFLATED) -> ZipInfo:
    """Return a file of the package without a time: the same table gives the same bytes."""
    member = ZipInfo(name)
    member.compress_type = compression
    return member


def _content(sheets: Sequence[Sheet]) -> Iterator[str]:
    widths = [_widths(each.columns, [*each.rows]) for each in sheets]
    styles = (
        _width_style(f"w{number}-{column}", width)
        for number, each in enumerate(widths)
        for column, width in enumerate(each)
    )
    yield CONTENT_START.format(widths="".join(styles))
    for number, sheet in enumerate(sheets):
        yield from _table(sheet, [f"w{number}-{column}" for column in range(len(widths[number]))])
    yield CONTENT_END


def _table(sheet: Sheet, styles: Iterable[str]) -> Iterator[str]:
    yield f'<table:table table:name="{sheet.title}">'
    yield "".join(f'<table:table-column table:style-name="{style}"/>' for style in styles)
    yield f"<table:table-header-rows>{_row(sheet.columns, style='head')}</table:table-header-rows>"
    yield from (_row(row) for row in sheet.rows)
    yield "</table:table>"


def _widths(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    first = [columns, *rows[:MEASURED_ROWS]]
    return [
        min(max(MIN_WIDTH, *(_length(value) for value in column)), MAX_WIDTH)
        for column in zip_longest(*first)
    ]


def _length(value: Cell) -> int:
    return max((len(line) for line in str(value or "").splitlines()), default=0)


def _width_style(name: str, width: int) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * CM_PER_CHARACTER:.2f}cm"/>'
        "</style:style>"
    )


def _row(values: Sequence[Cell], style: str = "Default") -> str:
    cells = "".join(_cell(value, style) for value in values)
    return f"<table:table-row>{cells}</table:table-row>"


def _cell(value: Cell, style: str) -> str:
    match value:
        case None | "":
            return "<table:table-cell/>"
        case bool():
            return _typed_cell("boolean", "boolean-value", str(value).lower())
        case int() | float() | Decimal():
            return _typed_cell("float", "value", str(value))
        case datetime():
            clock = value.replace(tzinfo=None).isoformat(timespec="seconds")
            return _typed_cell("date", "date-value", clock, style="time")
        case date():
            return _typed_cell("date", "date-value", value.isoformat(), style="date")
        case _:
            return (
                f'<table:table-cell table:style-name="{style}" office:value-type="string">'
                f"{_paragraphs(value)}</table:table-cell>"
            )


def _typed_cell(kind: str, attribute: str, written: str, style: str = "Default") -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{kind}"'
        f' office:{attribute}="{written}"><text:p>{written}</text:p></table:table-cell>'
    )


def _paragraphs(text: str) -> str:
    return "".join(
        f"<text:p>{BLANKS.sub(_blank_element, escape(line))}</text:p>"
        for line in plain_cell(text).split("\n")
    )


def _blank_element(found: re.Match[str]) -> str:
    blanks = found.group()
    return "<text:tab/>" if blanks == "\t" else f'<text:s text:c="{len(blanks)}"/>'


def _escaped_text(text: str) -> str:
    return escape(text, {'"': "&quot;"})
