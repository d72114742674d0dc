"""The page of the load."""

import pytest
from officers import NOW

PAGE = "hub/@@messages-load"
DAY = 24 * 3600


@pytest.mark.parametrize(
    ("name", "status"),
    [("", 302), ("cia", 302), ("anna", 302), ("rut", 302), ("office", 200)],
)
def test_the_load_is_the_offices(channel, browse, login, name, status):
    answer = browse(*login(name)).get(PAGE, allow_redirects=False)
    assert answer.status_code == status


def test_the_page_leads_to_the_late_ones(receive, browse, login):
    number = receive(now=NOW - 30 * DAY)
    text = browse(*login("office")).get(PAGE).text
    assert "/hub/kultur/bloggen/@@messages?late=1" in text
    assert f"/hub/@@messages/{number}" in text
    assert "Anna" in text
