"""Whoever is asked about a receipt number finds its message, and what was reported."""

import pytest
from officers import PASSWORD


@pytest.mark.parametrize(("index", "number"), [(0, 1), (1, 1), (2, 2)])
def test_a_number_leads_to_its_message(receipts, browse, index, number):
    typed = f" {receipts[index].lower()} "
    answer = browse("anna", PASSWORD).get(
        "hub/@@find-receipt", params={"receipt": typed}, allow_redirects=False
    )
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/hub/@@messages/{number}")


@pytest.mark.parametrize(("name", "receipt"), [("anna", "2026-BBBBBB"), ("cia", None)])
def test_what_is_not_there_or_not_ones_own_is_told_alike(
    receipts, make_functional_channel, browse, name, receipt
):
    make_functional_channel("flickr", responsible="cia")
    session = browse(name, PASSWORD)
    page = session.get("hub/@@find-receipt", params={"receipt": receipt or receipts[0]}).text
    assert page.count('class="alert alert-warning"') == 1


@pytest.mark.parametrize("login", [(), ("cia", PASSWORD)])
def test_visitors_and_members_without_duties_find_nothing(receipts, browse, login):
    answer = browse(*login).get(f"hub/@@find-receipt?receipt={receipts[0]}", allow_redirects=False)
    assert answer.status_code == 302
    assert "@@messages" not in answer.headers["Location"]


def test_the_list_leads_to_the_search(receipts, browse):
    assert "/hub/@@find-receipt" in browse("anna", PASSWORD).get("hub/@@messages").text
