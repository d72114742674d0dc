"""Reading of a table that a person has uploaded: a CSV file, or the first sheet of a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from .csv_reader import MAX_BYTES, MAX_CHARACTERS, Record, Row, read_csv, rows_below_header
from .table_faults import TableFault
from .xlsx_reader import UnreadableWorkbook, first_sheet

ZIP = b"PK"


def read_table(data: bytes, columns: Mapping[str, Sequence[str]], **options: Any) -> list[Row]:
    """Return the rows of a CSV file or a workbook (XLSX) with a header, see ``read_csv``."""
    if not data.startswith(ZIP):
        return read_csv(data, columns, **options)
    if len(data) > MAX_BYTES:
        raise TableFault("too_large", limit=MAX_BYTES // 1_000_000)
    try:
        return rows_below_header(_records(data), columns, **options)
    except UnreadableWorkbook:
        raise TableFault("workbook") from None


def _records(data: bytes) -> Iterator[Record]:
    """Yield the rows with as many cells as the header: a workbook leaves out empty ones."""
    width = 0
    for number, cells in first_sheet(BytesIO(data)):
        filled = _without_last_empty(cells)
        if not width and not filled:
            continue  # above the header
        if any(len(cell) > MAX_CHARACTERS for cell in filled):
            raise TableFault("long_cell", line=number, limit=MAX_CHARACTERS)
        width = width or len(filled)
        yield number, [*filled, *[""] * (width - len(filled))]
    if not width:
        raise TableFault("empty")


def _without_last_empty(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells
