"""Writing of a table as a CSV file that a Swedish Excel opens correctly."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from .cells import Cell, defused_text, plain_cell

UTF8_BOM = "\ufeff"


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV file: semicolons, UTF-8 with BOM, CRLF, quoted as in RFC 4180, formulas defused.

    Dates are ISO 8601, numbers have a decimal comma, booleans are ``true`` or ``false``, None is
    empty. ``read_csv`` can read the file again.
    """
    file = io.StringIO(newline="")
    file.write(UTF8_BOM)
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([_cell_text(title) for title in columns])
    writer.writerows([_cell_text(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8")


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
