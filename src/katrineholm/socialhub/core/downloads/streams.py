"""The objects of a JSON file and the lines of a CSV file, one after the other, never all at once.

The only door to ijson.
"""

import csv
import io
from collections.abc import Iterator
from typing import IO, Any

import ijson
from ijson.common import ObjectBuilder

from ..tables.decoding import decoded
from ..tables.faults import TableFault
from .faults import DownloadFault
from .opening import Member, reading
from .row import Row

DEEPEST = 60
MOST_PARTS = 50_000  # of one object
MOST_TABLE = 20 * 2**20
MOST_CELL = 200_000
BOM = b"\xef\xbb\xbf"
BEGINS, ENDS = ("start_map", "start_array"), ("end_map", "end_array")


class Escaped(csv.excel):
    """As LinkedIn writes the table of comments."""

    doublequote, escapechar = False, "\\"


def rows(member: Member) -> Iterator[Row]:
    """The rows of a file; raises DownloadFault where it is damaged."""
    with reading(member) as stream:
        if member.path.lower().endswith(".csv"):
            yield from _lines(member, stream)
        else:
            yield from _objects(member, stream)


def _objects(member: Member, stream: IO[bytes]) -> Iterator[Row]:
    """Each object that stands in a list but in no other object of a list."""
    try:
        for place, values in _built(member, _Data(stream, member.path.lower().endswith(".js"))):
            yield Row(member.path, place, values)
    except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
        raise DownloadFault("damaged", path=member.path) from error


def _built(member: Member, data: "_Data") -> Iterator[tuple[str, dict[str, Any]]]:
    builder, start, depth, parts = None, "", 0, 0
    for place, event, value in ijson.parse(data, use_float=True):
        depth += (event in BEGINS) - (event in ENDS)
        if builder is None and event == "start_map" and place.rpartition(".")[2] == "item":
            builder, start, parts = ObjectBuilder(), place, 0
        if builder is not None:
            parts += 1
            builder.event(event, value)
            if event == "end_map" and place == start:
                yield start, builder.value
                builder = None
        if depth > DEEPEST or parts > MOST_PARTS:
            raise DownloadFault("too_deep", path=member.path)


class _Data:
    """A file's JSON: without a mark at its beginning, and without the script around it."""

    def __init__(self, stream: IO[bytes], is_script: bool) -> None:
        self.stream, self.is_script, self.has_begun, self.kept = stream, is_script, False, b""

    def read(self, size: int = -1) -> bytes:
        chunk = self.stream.read(size)
        if not size or not chunk:
            return b""
        if not self.has_begun:
            self.has_begun = True
            chunk = self._begun(chunk)
        return self._without_end(chunk) if self.is_script else chunk

    def _begun(self, chunk: bytes) -> bytes:
        """``window.YTD.tweets.part0 = [`` without all before the list."""
        if self.is_script:
            return chunk[chunk.find(b"[") :] if b"[" in chunk else chunk
        return chunk.removeprefix(BOM)

    def _without_end(self, chunk: bytes) -> bytes:
        """What may be the script's last semicolon is held back until something follows it."""
        chunk = self.kept + chunk
        bare = chunk.rstrip(b"; \t\r\n")
        self.kept = chunk[len(bare) :]
        return bare or b" "


def _lines(member: Member, stream: IO[bytes]) -> Iterator[Row]:
    data = stream.read(MOST_TABLE + 1)
    if len(data) > MOST_TABLE:
        raise DownloadFault("bomb", name=member.path, path=member.path)
    try:
        text = decoded(data)
    except TableFault as error:
        raise DownloadFault("damaged", path=member.path) from error
    titles: list[str] = []
    for cells in _records(text, member.path):
        if not titles:
            titles = [title.strip() for title in cells]
        elif any(cells):
            yield Row(member.path, "csv", dict(zip(titles, _fitted(cells, titles), strict=True)))


def _records(text: str, path: str) -> list[list[str]]:
    """Quotation marks within a text are doubled, or have a backslash before them."""
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    csv.field_size_limit(MOST_CELL)
    for dialect in (csv.excel, Escaped):
        lines = io.StringIO(text, newline="")
        try:
            found = [cells for cells in csv.reader(lines, dialect, delimiter=separator) if cells]
        except csv.Error:
            continue
        if all(len(cells) <= len(found[0]) for cells in found):
            return found
    raise DownloadFault("damaged", path=path)


def _fitted(cells: list[str], titles: list[str]) -> list[str]:
    return [*cells, *[""] * len(titles)][: len(titles)]
