"""Values that are gone through more than once, in a file: there may be more than memory holds."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from tempfile import TemporaryFile
from typing import IO, Any, Generic, TypeVar

Row = TypeVar("Row")


class Rows(Generic[Row]):
    """Rows of one dataclass, whose fields are strings and numbers."""

    def __init__(self, file: IO[str], made: Callable[..., Row]) -> None:
        self._file = file
        self._made = made

    def add(self, row: Any) -> None:
        """Add a row at the end."""
        self._file.seek(0, 2)
        self._file.write(json.dumps(astuple(row)) + "\n")

    def __iter__(self) -> Iterator[Row]:
        """Every row from the first one on; not by two at a time."""
        self._file.seek(0)
        for line in self._file:
            yield self._made(*json.loads(line))


@contextmanager
def rows_of(made: Callable[..., Row]) -> Iterator[Rows[Row]]:
    """Rows that are gone afterwards."""
    with TemporaryFile("w+", encoding="utf-8") as file:
        yield Rows(file, made)
