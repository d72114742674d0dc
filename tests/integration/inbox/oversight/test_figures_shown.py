"""Figures as they are shown."""

import csv
import io

from helpers.integration.inbox.oversight import THIS

PAGE, TABLE, REST = "hub/@@messages-figures", "hub/@@messages-figures-csv", "hub/@messages-figures"


def test_small_numbers_reach_nobody(published, rest, login, request_factory):
    items = request_factory(basic_auth=login("office")).get(REST).json()["items"]
    [this] = [each for each in items if each["year"] == THIS]
    assert this["total"] is None
    found = {row["number"] for table in this["tables"] for row in table["rows"]}
    assert found == {None}


def test_the_file_says_what_rest_says(published, browse, rest):
    text = browse().get(TABLE).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    [year] = rest().get(REST).json()["items"]
    in_tables = [
        [table["title"], row["title"], str(row["number"])]
        for table in year["tables"]
        for row in table["rows"]
    ]
    assert rows[1 : 1 + len(in_tables)] == in_tables
    assert rows[0][1:] == ["2025", "13"]
    assert [row[2] for row in rows[1 + len(in_tables) :]] == ["2,0", "100", "0,0", "100"]
