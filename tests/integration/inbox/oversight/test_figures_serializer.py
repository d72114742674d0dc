"""Figures as they are shown."""

import csv
import io
from time import time

import transaction
from helpers.integration.inbox.oversight import LAST, THIS
from officers import NOW

from katrineholm.socialhub.inbox.oversight import yearly_figures

PAGE, TABLE, REST = "hub/@@messages-figures", "hub/@@messages-figures-csv", "hub/@messages-figures"


def test_the_office_sees_every_number_until_the_year_is_published(
    counted, hub, login, request_factory
):
    def total(year):
        items = request_factory(basic_auth=login("office")).get(REST).json()["items"]
        return next(each["total"] for each in items if each["year"] == year)

    assert total(THIS) == 2
    numbers = yearly_figures.stored_years(hub)[THIS]["numbers"]
    yearly_figures.store_year(hub, LAST, numbers, NOW)
    yearly_figures.publish_year(hub, LAST, who="office", now=NOW)
    transaction.commit()
    assert total(LAST) is None


def test_the_office_has_figures_from_the_first_message_on(receive, login, request_factory, rest):
    receive("Hej", now=int(time()))
    [year] = request_factory(basic_auth=login("office")).get(REST).json()["items"]
    assert (year["total"], year["published"]) == (1, None)
    assert rest().get(REST).json()["items"] == []


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
