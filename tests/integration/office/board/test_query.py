"""What of the board is asked for."""

import re

import pytest
from helpers.integration.office.board import titles


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("light=red", ["trasig"]),
        ("problem=broken", ["trasig"]),
        ("problem=substitute", ["trasig"]),
        ("problem=profile", ["anmald", "trasig"]),
        ("problem=unconfirmed", []),
        ("administration=skola", ["anmald"]),
        ("state=draft", ["utkast"]),
        ("state=reported&state=paused", ["anmald"]),
        ("light=purple", []),
        ("b_start=2", ["bra"]),
        ("b_start=-1&administration=", ["anmald", "trasig", "bra"]),
    ],
)
def test_the_board_shows_what_is_chosen(office, query, expected):
    assert titles(office.get(f"hub/@@board?{query}").text) == expected


def test_counts_lead_to_what_they_count(office):
    page = office.get("hub/@@board?administration=kultur").text
    counts = re.findall(
        r'<a class="socialhub-chip" href="[^"]*@@board\?([^"]*)".*?<strong>(\d+)</strong>',
        page,
        re.S,
    )
    assert ("administration=kultur&amp;light=red", "1") in counts
    assert ("administration=kultur&amp;problem=broken", "1") in counts
    for query, number in counts:
        shown = titles(office.get(f"hub/@@board?{query.replace('&amp;', '&')}").text)
        assert len(shown) == int(number)
