"""Rows in a temporary file, read several times: there may be more than memory holds."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from tempfile import TemporaryFile
from typing import IO, Any, Generic, TypeVar

Row = TypeVar("Row")


class RowFile(Generic[Row]):
    """Rows of one dataclass, with fields that are strings and numbers."""

    def __init__(self, file: IO[str], made: Callable[..., Row]) -> None:
        self._file = file
        self._made = made

    def add(self, row: Any) -> None:
        """Add a row at the end."""
        self._file.seek(0, 2)
        self._file.write(json.dumps(astuple(row)) + "\n")

    def __iter__(self) -> Iterator[Row]:
        """Yield every row from the first one on; only one loop at a time."""
        self._file.seek(0)
        for line in self._file:
            yield self._made(*json.loads(line))


@contextmanager
def temporary_rows(made: Callable[..., Row]) -> Iterator[RowFile[Row]]:
    """Return rows that are deleted afterwards."""
    with TemporaryFile("w+", encoding="utf-8") as file:
        yield RowFile(file, made)
