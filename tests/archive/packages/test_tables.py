"""Cells and columns of the tables in a package, and stored values as JSON."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from persistent.mapping import PersistentMapping

from katrineholm.socialhub.archive.packages.content_items import plain_value
from katrineholm.socialhub.archive.packages.tables import TIME, table_cell, typed_column
from katrineholm.socialhub.core.files.csv_schema import Column


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ((0, True), None),
        ((None, True), None),
        ((1, True), datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)),
        ((("a", "b"), False), "a, b"),
        ((0, False), 0),
    ],
)
def test_a_cell_is_a_time_a_list_or_the_value_itself(given, found):
    assert table_cell(*given) == found


@pytest.mark.parametrize(
    ("kind", "datatype", "separator"),
    [
        (str, "string", ""),
        (bool, "boolean", ""),
        (int | None, "integer", ""),
        (date, "date", ""),
        (TIME, "dateTime", ""),
        (tuple[str, ...], "string", ", "),
    ],
)
def test_a_column_is_described_by_its_type(kind, datatype, separator):
    assert typed_column("x", "Text", kind) == Column("x", "Text", datatype, separator)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (date(2026, 1, 2), "2026-01-02"),
        (({"at": date(2026, 1, 2)},), [{"at": "2026-01-02"}]),
        (PersistentMapping({1: (None, True)}), {"1": [None, True]}),
        (SimpleNamespace(raw="<p>Text</p>"), "<p>Text</p>"),
    ],
)
def test_a_stored_value_is_plain_json(value, found):
    assert plain_value(value) == found
