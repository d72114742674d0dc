"""The rows of a file, read one by one: the objects of a JSON file or the rows of a table.

The only module to import ijson.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile, zip_longest
from pathlib import PurePosixPath
from typing import IO, Any

import ijson
from ijson.common import ObjectBuilder

from ..files.csv_reader import decoded_text
from ..files.table_faults import TableFault
from ..files.xlsx_reader import UnreadableWorkbook, sheet_rows
from .download_errors import DownloadError
from .download_files import Member, open_member
from .download_row import SHEET, Row

DEEPEST = 60
MOST_PARTS = 50_000  # of one object
MOST_TABLE = 20 * 2**20
MOST_CELL = 200_000
MOST_TITLES = 200  # of a table
MOST_BLANKS = 2**20  # at the end of a script
LONGEST_KEY = 200
FEWEST_TITLES = 2  # of a sheet; rows with fewer cells above them are headings
NAMED = re.compile(r"([A-Z][\w ()]{1,30}):(.*)")
BOM = b"\xef\xbb\xbf"
ITEM = "item"
BEGINS, ENDS = ("start_map", "start_array"), ("end_map", "end_array")


class BackslashDialect(csv.excel):
    """The CSV dialect of LinkedIn's file of comments, with backslashes before quotes."""

    doublequote, escapechar = False, "\\"


def file_rows(member: Member) -> Iterator[Row]:
    """Yield the rows of a download's file. Raise DownloadError if it is damaged."""
    with open_member(member) as stream:
        yield from READERS.get(PurePosixPath(member.path).suffix.lower(), _objects)(member, stream)


def _objects(member: Member, stream: IO[bytes]) -> Iterator[Row]:
    """Yield each object in a list, but not those nested in it."""
    try:
        for place, values in _parsed(member, _Data(stream, member.path.lower().endswith(".js"))):
            yield Row(member.path, place, values)
    except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
        raise DownloadError("damaged", path=member.path) from error


def _parsed(member: Member, data: "_Data") -> Iterator[tuple[str, dict[str, Any]]]:
    builder: ObjectBuilder | None = None
    start, parts, keys = 0, 0, _Keys()
    for event, value in ijson.basic_parse(data, use_float=True):
        if builder is None and event == "start_map" and keys.is_in_list:
            builder, start, parts = ObjectBuilder(), keys.depth, 0
        keys.follow(event, value)
        if builder is not None:
            parts += 1
            builder.event(event, value)
            if event == "end_map" and keys.depth == start:
                yield keys.place, builder.value
                builder = None
        if parts > MOST_PARTS or keys.depth > DEEPEST:
            raise DownloadError("too_deep", path=member.path)


class _Keys:
    """The path to the next value: a key for each object, "item" for each list."""

    def __init__(self) -> None:
        self._keys: list[str] = []

    @property
    def depth(self) -> int:
        return len(self._keys)

    @property
    def is_in_list(self) -> bool:
        return self._keys[-1:] == [ITEM]

    @property
    def place(self) -> str:
        """The path in the notation of ijson."""
        return ".".join(key for key in self._keys if key)

    def follow(self, event: str, value: Any) -> None:
        if event in BEGINS:
            self._keys.append(ITEM if event == "start_array" else "")
        elif event in ENDS:
            self._keys.pop()
        elif event == "map_key":
            self._keys[-1] = value[:LONGEST_KEY]


class _Data:
    """A file's JSON, without a byte order mark and without the script around it."""

    def __init__(self, stream: IO[bytes], is_script: bool) -> None:
        self.stream, self.is_script, self.has_begun, self.kept = stream, is_script, False, b""

    def read(self, size: int = -1) -> bytes:
        chunk = self.stream.read(size)
        if not size or not chunk:
            return b""
        if not self.has_begun:
            self.has_begun = True
            chunk = self._beginning(chunk)
        return self._without_end(chunk) if self.is_script else chunk

    def _beginning(self, chunk: bytes) -> bytes:
        """Return ``window.YTD.tweets.part0 = [`` without the part before the list."""
        if self.is_script:
            return chunk[chunk.find(b"[") :] if b"[" in chunk else chunk
        return chunk.removeprefix(BOM)

    def _without_end(self, chunk: bytes) -> bytes:
        """Hold back a possible last semicolon of the script until something follows it."""
        chunk = self.kept + chunk
        bare = chunk.rstrip(b"; \t\r\n")
        self.kept = chunk[len(bare) :]
        if len(self.kept) > MOST_BLANKS:
            raise ValueError("nothing but blanks")
        return bare or b" "


def _lines(member: Member, stream: IO[bytes]) -> Iterator[Row]:
    yield from _titled(member, _records(_decoded(member, stream), member.path))


def _sheets(member: Member, stream: IO[bytes]) -> Iterator[Row]:
    """Yield the rows of a workbook, without the headings above a sheet's column titles."""
    try:
        for lines in sheet_rows(stream):
            yield from _titled(member, dropwhile(_is_heading, lines), SHEET)
    except UnreadableWorkbook as error:
        raise DownloadError("damaged", path=member.path) from error


def _is_heading(cells: list[str]) -> bool:
    return sum(map(bool, cells)) < FEWEST_TITLES


def _blocks(member: Member, stream: IO[bytes]) -> Iterator[Row]:
    """Yield the posts of TikTok's text: lines of "Name: value", then an empty line."""
    for block in re.split(r"\n\s*\n", _decoded(member, stream).replace("\r\n", "\n")):
        values: dict[str, list[str]] = {}
        name = ""
        for line in block.splitlines():
            if match := NAMED.match(line):
                name = match[1].lower()
                values[name] = [match[2].strip()]
            elif name:
                values[name].append(line)
        if values:
            yield Row(member.path, "txt", {name: "\n".join(values[name]) for name in values})


def _decoded(member: Member, stream: IO[bytes]) -> str:
    data = stream.read(MOST_TABLE + 1)
    if len(data) > MOST_TABLE:
        raise DownloadError("bomb", name=member.path, path=member.path)
    try:
        return decoded_text(data)
    except TableFault as error:
        raise DownloadError("damaged", path=member.path) from error


def _titled(member: Member, lines: Iterable[list[str]], place: str = "csv") -> Iterator[Row]:
    titles: list[str] = []
    for cells in lines:
        if not titles and len(cells) > MOST_TITLES:
            raise DownloadError("damaged", path=member.path)
        if not titles:
            titles = [title.strip() for title in cells]
        elif any(cells):
            found = zip_longest(titles, cells[: len(titles)], fillvalue="")
            yield Row(member.path, place, dict(found))


def _records(text: str, path: str) -> list[list[str]]:
    """Return the rows of a CSV text, with doubled or backslashed quotation marks."""
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    csv.field_size_limit(MOST_CELL)
    for dialect in (csv.excel, BackslashDialect):
        lines = io.StringIO(text, newline="")
        try:
            found = [cells for cells in csv.reader(lines, dialect, delimiter=separator) if cells]
        except csv.Error:
            continue
        if all(len(cells) <= len(found[0]) for cells in found):
            return found
    raise DownloadError("damaged", path=path)


READERS = {".csv": _lines, ".xlsx": _sheets, ".txt": _blocks}
