"""The description of a CSV file as metadata of CSV on the Web, a recommendation of W3C (2015)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "sv"}]
MEDIA_TYPE = "application/csvm+json"
# How ``csv_writer`` writes.
DIALECT = {"encoding": "utf-8", "delimiter": ";", "lineTerminators": ["\r\n"], "header": True}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a CSV file. ``datatype`` is one of XML Schema's, such as ``dateTime``.

    The items of a list in a cell are separated by ``separator``.
    """

    name: str
    description: str = ""
    datatype: str = "string"
    separator: str = ""


def csv_schema(url: str, description: str, columns: Sequence[Column]) -> bytes:
    """Return the description of the CSV file at a relative URL, as JSON in UTF-8."""
    data = {
        "@context": CONTEXT,
        "url": url,
        "dc:description": description,
        "dialect": DIALECT,
        "tableSchema": {"columns": [_column_data(each) for each in columns]},
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _column_data(column: Column) -> dict[str, Any]:
    data = {"name": column.name, "titles": column.name, "datatype": column.datatype}
    more = {"dc:description": column.description, "separator": column.separator}
    return data | {name: text for name, text in more.items() if text}
