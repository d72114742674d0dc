"""A CSV file is described by the standard CSV on the Web."""

import json

from katrineholm.socialhub.core.files.csv_schema import Column, csv_schema


def test_a_table_is_described_by_its_columns_and_by_how_it_is_written():
    columns = [Column("time", "När", "dateTime"), Column("names", separator=", ")]
    assert json.loads(csv_schema("../data/acts.csv", "Vad som gjordes", columns)) == {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "sv"}],
        "url": "../data/acts.csv",
        "dc:description": "Vad som gjordes",
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ";",
            "lineTerminators": ["\r\n"],
            "header": True,
        },
        "tableSchema": {
            "columns": [
                {
                    "name": "time",
                    "titles": "time",
                    "datatype": "dateTime",
                    "dc:description": "När",
                },
                {"name": "names", "titles": "names", "datatype": "string", "separator": ", "},
            ]
        },
    }
