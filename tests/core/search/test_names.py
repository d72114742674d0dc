"""Names of accounts, found by what somebody writes."""

import pytest

from katrineholm.socialhub.core.search.names import matching_names, name_index

NAMES = [
    ("Katrineholms bibliotek", "@katrineholmsbibliotek", "Instagram"),
    ("Kulturhuset Ängeln", "kulturhusetangeln", "Facebook"),
    ("Kultur", "", ""),
    ("Bibliotekets vänner i Katrineholm", "", ""),
]


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "bibliotekets": [0, 3],
        "biblotek": [0, 3],
        "katrineholms bibliotek": [0, 3],
        "bibliotek instagram": [0],
        "katrineholmsbibliotek": [0],
        "angeln": [1],
        "kultur huset": [1],
        "kultur": [2],
        "kultu": [2, 1],
        "ku": [],
        "bibliotek facebook": [],
        "!": [],
    }.items(),
)
def test_a_name_is_found_by_what_is_nearly_it(text, found):
    assert matching_names(name_index(NAMES), text) == found
