"""A year's figures over REST."""

import pytest
import transaction
from officers import NOW

from katrineholm.socialhub.inbox.oversight import yearly

PAGE, TABLE, REST = "hub/@@messages-figures", "hub/@@messages-figures-csv", "hub/@messages-figures"
YEAR = 365 * 24 * 3600
LAST, THIS = 2025, 2026


@pytest.fixture
def counted(worker, receive, removed, take):
    """Seven answered and six taken down of last year, two open of this one; counted."""
    for number in range(7):
        message = receive(f"Fråga {number}", now=NOW - YEAR)
        take("anna", message, "claim", NOW - YEAR + 3600)
        take("anna", message, "answer", NOW - YEAR + 7200, answer="Ja", in_office=True)
    for number in range(6):
        removed(f"Dumma {number}", now=NOW - YEAR)
    receive("Hej", now=NOW)
    receive("Hemligt", now=NOW, is_direct=True)
    yearly.count_all(worker)
    transaction.begin()


@pytest.fixture
def published(counted, hub):
    yearly.publish(hub, LAST, who="office", now=NOW)
    transaction.commit()


def numbers(year, table):
    [found] = [each for each in year["tables"] if each["id"] == table]
    return {row["id"]: row["number"] for row in found["rows"] if row["number"] != 0}


def test_the_public_reads_what_is_published_and_no_more(published, rest, channel):
    [year] = rest().get(REST).json()["items"]
    assert (year["year"], year["total"], year["taken_down"]) == (LAST, 13, 6)
    assert numbers(year, "kinds") == {"public": 13}
    assert numbers(year, "outcomes") == {"answered": 7, "unpublished": 6}
    assert numbers(year, "rules") == {"K1": 6}
    assert numbers(year, "channels") == {channel.UID(): 13}
    answered, removed = year["times"]
    assert (answered["median_hours"], answered["share_in_time"]) == (2.0, 100)
    assert (removed["median_hours"], removed["share_in_time"]) == (0.0, 100)


@pytest.mark.parametrize(
    ("name", "year", "status"),
    [
        ("", LAST, 200),
        ("", THIS, 404),
        ("cia", THIS, 404),
        ("rut", THIS, 404),
        ("office", THIS, 200),
        ("office", 1999, 404),
        ("", 1999, 404),
    ],
)
def test_who_may_read_a_year(published, browse, login, name, year, status):
    for page in (PAGE, TABLE):
        assert browse(*login(name)).get(f"{page}?year={year}").status_code == status
