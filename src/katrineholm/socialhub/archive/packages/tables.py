"""CSV files of a package, each with its description in ``schemas/`` (CSV on the Web)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from posixpath import basename
from typing import Any

from plone import api
from zope.interface import implementer

from ...core.files.csv_schema import MEDIA_TYPE, Column, csv_schema
from ...core.files.csv_writer import csv_lines
from ...core.files.package_model import PackageItem
from .interfaces import IPackageTable
from .scope import Scope

LIST = ", "  # between the items of a list in a cell
TIME = "dateTime"
DATATYPES = {bool: "boolean", int: "integer", int | None: "integer", date: "date", TIME: TIME}


@implementer(IPackageTable)
@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file at a path in a package; ``rows`` returns its rows for a scope."""

    path: str
    description: str
    columns: tuple[Column, ...]
    rows: Callable[[Scope], Iterable[Sequence[Any]]]

    def items(self, scope: Scope) -> Iterator[PackageItem]:
        """Yield the file and its description."""
        yield PackageItem(self.path, "text/csv", self.lines(scope))
        yield PackageItem(
            f"schemas/{basename(self.path)}-metadata.json", MEDIA_TYPE, self._schema()
        )

    def lines(self, scope: Scope) -> Iterator[bytes]:
        """Yield the lines of the file."""
        names = [each.name for each in self.columns]
        return csv_lines(names, self._cells(scope))

    def _cells(self, scope):
        times = [each.datatype == TIME for each in self.columns]
        for row in self.rows(scope):
            yield [table_cell(*each) for each in zip(row, times, strict=True)]

    def _schema(self):
        texts = (api.portal.translate(each.description, lang="sv") for each in self.columns)
        pairs = zip(self.columns, texts, strict=True)
        columns = [replace(column, description=text) for column, text in pairs]
        yield csv_schema(f"../{self.path}", self.description, columns)


def table_cell(value: Any, is_time: bool) -> Any:
    """Return a value for a cell. A time is in seconds since 1970, a list becomes one text."""
    if is_time:
        return datetime.fromtimestamp(value, UTC) if value else None
    return LIST.join(value) if isinstance(value, tuple | list) else value


def typed_column(name: str, description: str, kind: Any) -> Column:
    """Return a column for the values of a type."""
    separator = LIST if str(kind).startswith(("tuple", "list")) else ""
    return Column(name, description, DATATYPES.get(kind, "string"), separator)
