"""The cells of an XLSX workbook as strings, sheet by sheet (ECMA-376, SpreadsheetML).

Formulas, colours and hidden cells do not matter; a date is the number that it is stored as.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

BOOK, STRINGS, SHEET = "xl/workbook.xml", "xl/sharedStrings.xml", re.compile(r"sheet(\d+)\.xml$")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MAX_PART = 20 * 2**20
MAX_COLUMNS = 200


class UnreadableWorkbook(Exception):
    """The workbook is damaged, or larger than any that a person would fill in."""


def is_workbook(archive: ZipFile) -> bool:
    """Return whether a ZIP file is an XLSX workbook."""
    return BOOK in archive.namelist()


def sheet_rows(stream: IO[bytes]) -> Iterator[Iterator[list[str]]]:
    """Yield an iterator over the rows of each sheet in turn. Raise UnreadableWorkbook."""
    with ZipFile(stream) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        strings = [_text(each) for each in _elements(archive, STRINGS, f"{MAIN}si")]
        for name in sorted(names, key=_sheet_number):
            yield (_cells(row, strings) for row in _elements(archive, name, f"{MAIN}row"))


def first_sheet(stream: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row of the first sheet. Raise UnreadableWorkbook."""
    try:
        with ZipFile(stream) as archive:
            names = [name for name in archive.namelist() if SHEET.search(name)]
            strings = [_text(each) for each in _elements(archive, STRINGS, f"{MAIN}si")]
            rows = _elements(archive, min(names, key=_sheet_number), f"{MAIN}row")
            for at, row in enumerate(rows, 1):
                number = row.get("r", "")
                yield int(number) if number.isdecimal() else at, _cells(row, strings)
    except (BadZipFile, ZlibError, EOFError, KeyError, RuntimeError, ValueError) as error:
        raise UnreadableWorkbook from error


def _elements(archive: ZipFile, name: str, tag: str) -> Iterator[Element]:
    """Yield the elements of this name in a part, without keeping any other in memory."""
    if name == STRINGS and name not in archive.namelist():
        return  # every cell has its own text
    if archive.getinfo(name).file_size > MAX_PART:
        raise UnreadableWorkbook
    data = archive.read(name)
    # No workbook has one, and its entities can expand without limit.
    if b"<!DOCTYPE" in data:
        raise UnreadableWorkbook
    try:
        yield from _complete_elements(data, tag)
    except ParseError as error:
        raise UnreadableWorkbook from error


def _complete_elements(data: bytes, tag: str) -> Iterator[Element]:
    around: list[Element] = []
    within = 0  # the number of open elements of this name
    for event, element in iterparse(BytesIO(data), ("start", "end")):
        is_start = event == "start"
        if element.tag == tag:
            within += 1 if is_start else -1
        if is_start:
            around.append(element)
            continue
        around.pop()
        if element.tag == tag and not within:
            yield element
        if around and not within:
            around[-1].clear()


def _sheet_number(name: str) -> int:
    found = SHEET.search(name)
    return int(found[1]) if found else 0


def _cells(row: Element, strings: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{MAIN}c"):
        place = _column_number(cell.get("r", "")) or len(cells) + 1
        if place > MAX_COLUMNS:
            break
        cells += [""] * (place - len(cells))
        cells[place - 1] = _value(cell, strings)
    return cells


def _value(cell: Element, strings: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{MAIN}v", "")
    if cell.get("t") != "s":
        return value
    return strings[int(value)] if value.isdigit() and int(value) < len(strings) else ""


def _text(element: Element) -> str:
    """Return the text, without its pronunciation in Japanese (rPh)."""
    paths = (f"{MAIN}t", f"{MAIN}r/{MAIN}t", f"{MAIN}is//{MAIN}t")
    return "".join(each.text or "" for path in paths for each in element.findall(path))


def _column_number(place: str) -> int:
    """Return the number of a cell's column from its place, such as AB12; 0 without one."""
    number = 0
    for letter in place.rstrip("0123456789")[:3]:
        number = number * 26 + ord(letter) - 64
    return number
