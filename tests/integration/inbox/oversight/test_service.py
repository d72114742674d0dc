"""A year's figures over REST."""

import pytest
from helpers.integration.inbox.oversight import LAST, THIS, numbers

PAGE, TABLE, REST = "hub/@@messages-figures", "hub/@@messages-figures-csv", "hub/@messages-figures"


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
