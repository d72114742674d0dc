"""Writing of a table as a CSV file that a Swedish Excel opens correctly."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .cells import Cell, defused_text, plain_cell

UTF8_BOM = "\ufeff"


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV file: semicolons, UTF-8 with BOM, CRLF, quoted as in RFC 4180, formulas defused.

    Dates are ISO 8601, numbers have a decimal comma, booleans are ``true`` or ``false``, None is
    empty. ``read_csv`` can read the file again.
    """
    return b"".join(csv_lines(columns, rows))


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield the lines of a CSV file: see ``csv_bytes``."""
    writer: Any = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield (UTF8_BOM + writer.writerow([_cell_text(title) for title in columns])).encode()
    for row in rows:
        yield writer.writerow([_cell_text(value) for value in row]).encode()


class _Echo:
    """A file whose ``write`` returns its text, as the writer's ``writerow`` then does."""

    def write(self, text: str) -> str:
        return text


def _cell_text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float() | Decimal():
            # With a decimal point a Swedish Excel reads 3.5 as the third of May.
            return str(value).replace(".", ",")
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            return defused_text(plain_cell(value))
