"""Reading of a CSV file that a person has uploaded, as a whole or not at all."""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .cells import plain_cell, restored_text
from .table_faults import TableFault

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000
MAX_CHARACTERS = 10_000
SEPARATORS = ";,\t"
# Programs that write it as a row of a table pad the line with separators.
SEPARATOR_LINE = re.compile(r'"?sep=([;,\t])"?[;,\t ]*(?:\r\n|\r|\n)', re.IGNORECASE)
# How much of a wrong header is reported: titles, and characters of each.
MAX_TITLES_SHOWN = 5
MAX_TITLE_SHOWN = 60
PASSED_OVER = ""  # the field of other columns

# The line at which a record begins, and its cells.
Record: TypeAlias = tuple[int, list[str]]


@dataclass(frozen=True)
class Row:
    """A row of a CSV file: the file's line where it starts (from 1), and its values by field.

    A row with too few or too many cells has a ``fault``, and its values may be in the wrong fields.
    """

    line: int
    values: dict[str, str]
    fault: TableFault | None = None


def read_csv(
    data: bytes,
    columns: Mapping[str, Sequence[str]],
    *,
    optional: Collection[str] = (),
    most_rows: int = MAX_ROWS,
    passes_over: bool = False,
) -> list[Row]:
    """Return the rows of a CSV file with a header. Raise TableFault if they cannot be read.

    The separator (semicolon, comma, tab) is found by the header, or by a first line such as
    ``sep=;``, which Excel writes for itself. ``decoded_text`` states the possible encodings.

    ``columns`` maps each field to the other titles that its column may have, in any case. All
    columns that are not ``optional`` must exist, in any order, and no others, unless the function
    ``passes_over`` them: their values are under an empty name. Values are stripped,
    and an apostrophe added on export is removed; empty rows are skipped.
    """
    separator, text = _separator_and_rest(_file_text(data))
    separators = 1 if separator else 0
    records = _records(
        text, separator or _separator(text, _known_titles(columns)), before=separators
    )
    return rows_below_header(
        records, columns, optional=optional, most_rows=most_rows, passes_over=passes_over
    )


def rows_below_header(
    records: Iterator[Record],
    columns: Mapping[str, Sequence[str]],
    *,
    optional: Collection[str] = (),
    most_rows: int = MAX_ROWS,
    passes_over: bool = False,
) -> list[Row]:
    """Return the rows below a header, as ``read_csv`` does for those of a CSV file."""
    titles = _known_titles(columns)
    header = next(records)[1]
    missing = _missing_titles(header, titles, columns, optional)
    if passes_over:
        titles = {_folded_title(title): PASSED_OVER for title in header} | titles
    fields = _fields(header, titles, missing)
    if missing:
        raise TableFault("missing", titles=missing)
    rows = list(_rows(records, fields, most_rows))
    if not rows:
        raise TableFault("no_rows")
    return rows


def _known_titles(columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the field of each title that a column may have, by the folded title."""
    return {
        _folded_title(title): field
        for field, others in columns.items()
        for title in (field, *others)
    }


def _file_text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise TableFault("too_large", limit=MAX_BYTES // 1_000_000)
    text = decoded_text(data)
    if "\0" in text:
        raise TableFault("nul")
    return text


def _separator_and_rest(text: str) -> tuple[str, str]:
    """Return the separator in the first line, empty if it has none, and the rest."""
    match = SEPARATOR_LINE.match(text)
    separator, rest = (match[1], text[match.end() :]) if match else ("", text)
    if not rest.strip():
        raise TableFault("empty")
    return separator, rest


def _separator(text: str, titles: Mapping[str, str]) -> str:
    """Return the separator that splits the header into most known titles, or a semicolon."""

    def known(separator: str) -> int:
        try:
            _line, header = next(_records(text, separator))
        except TableFault:
            # Quoted titles cannot be read with a wrong separator.
            return 0
        return len({_folded_title(title) for title in header} & set(titles))

    return max(SEPARATORS, key=known)


def _records(text: str, separator: str, before: int = 0) -> Iterator[Record]:
    """Yield the line at which each record begins, ``before`` more in the file, and its cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # The csv module has one exception for everything, and its own limit for a cell.
            if "field limit" in str(error):
                raise TableFault("long_cell", line=line, limit=MAX_CHARACTERS) from None
            raise TableFault("quotes", line=line) from None
        if any(len(cell) > MAX_CHARACTERS for cell in cells):
            raise TableFault("long_cell", line=line, limit=MAX_CHARACTERS)
        yield line, cells


def _missing_titles(
    header: Sequence[str],
    titles: Mapping[str, str],
    columns: Mapping[str, Sequence[str]],
    optional: Collection[str],
) -> str:
    there = {titles.get(_folded_title(title)) for title in header}
    lacking = [field for field in columns if field not in {*there, *optional}]
    return _title_list([*columns[field], field][0] for field in lacking)


def _fields(header: Sequence[str], titles: Mapping[str, str], missing: str) -> list[str]:
    """Return the field of each column; misspelt titles are reported with those that are missing."""
    folded = [_folded_title(title) for title in header]
    if "" in folded:
        raise TableFault("untitled", number=folded.index("") + 1)
    if unknown := [title for title in header if _folded_title(title) not in titles]:
        code = "unknown_and_missing" if missing else "unknown"
        raise TableFault(code, titles=_title_list(unknown), missing=missing)
    fields = [titles[title] for title in folded]
    times = Counter(each for each in fields if each != PASSED_OVER)
    if twice := [title for title, field in zip(header, fields, strict=True) if times[field] > 1]:
        raise TableFault("twice", titles=_title_list(twice))
    return fields


def _rows(records: Iterable[Record], fields: Sequence[str], most_rows: int) -> Iterator[Row]:
    for count, (line, cells) in enumerate(records, start=1):
        if count > most_rows:
            raise TableFault("too_many", limit=most_rows)
        values = [plain_cell(restored_text(plain_cell(cell))) for cell in cells]
        if any(values):
            yield _row(line, values, fields)


def _row(line: int, values: Sequence[str], fields: Sequence[str]) -> Row:
    expected = len(fields)
    filled = [*values, *[""] * expected][:expected]
    fault = None
    if len(values) != expected:
        fault = TableFault("length", line=line, found=len(values), expected=expected)
    return Row(line, dict(zip(fields, filled, strict=True)), fault)


def _folded_title(title: str) -> str:
    return restored_text(plain_cell(title)).casefold()


def _title_list(titles: Iterable[str]) -> str:
    titles = list(titles)
    shown = ", ".join(plain_cell(title)[:MAX_TITLE_SHOWN] for title in titles[:MAX_TITLES_SHOWN])
    return f"{shown} …" if len(titles) > MAX_TITLES_SHOWN else shown


# Excel's "CSV UTF-8" and "Unicode text" begin with a mark; its plain CSV is in cp1252 in Sweden.
MARKED = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
# å, ä and ö of a damaged UTF-8 file, read as cp1252.
DAMAGED_UTF8 = re.compile("Ã[¥¤¶…„–]")
# The same letters of a Macintosh (Mac OS Roman) or of DOS (cp850), read as cp1252.
OTHER_ENCODINGS = re.compile("[ŒŠš€†„”Ž™]")
SWEDISH_LETTERS = re.compile("[åäöÅÄÖéÉ]")


def decoded_text(data: bytes) -> str:
    """Return the text of a file in UTF-8, in UTF-16 with its mark, or in cp1252. Raise TableFault.

    A file that would give wrong Swedish letters when read as cp1252 is refused.
    """
    encoding = next((MARKED[mark] for mark in MARKED if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise TableFault("charset") from None
    return _cp1252_text(data)


def _cp1252_text(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise TableFault("charset") from None
    if DAMAGED_UTF8.search(text) or (
        OTHER_ENCODINGS.search(text) and not SWEDISH_LETTERS.search(text)
    ):
        raise TableFault("charset")
    return text
