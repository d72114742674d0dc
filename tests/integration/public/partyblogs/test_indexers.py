"""What the catalogue remembers of a party."""

from datetime import date

ALPHABET = ["Byalaget", "Zebralistan", "Åkerbruket", "Örtagården"]


def test_the_sites_search_finds_a_party_in_its_term_only(council, request_factory):
    found = request_factory(basic_auth=None).get("@search?portal_type=CouncilParty").json()
    assert sorted(item["title"] for item in found["items"]) == ALPHABET


def test_a_day_that_no_form_takes_still_lets_the_party_be_found(make_party, request_factory):
    make_party("Evighetspartiet", term_from=date(1, 1, 1), term_to=date(9999, 12, 31))
    found = request_factory(basic_auth=None).get("@search?portal_type=CouncilParty").json()
    assert [item["title"] for item in found["items"]] == ["Evighetspartiet"]
