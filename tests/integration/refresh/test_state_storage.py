"""How retrieval goes, told to people and to machines."""

import re
from html import unescape

import pytest


def test_health_is_for_those_who_can_mend_it(failing, request_factory):
    for path in ("hub/@retrieval", "hub/@@metrics", "hub/kultur/trasig/@@retrieval"):
        answer = request_factory(role="Anonymous").get(path, allow_redirects=False)
        assert answer.status_code in (302, 401), path


@pytest.mark.usefixtures("failing")
def test_a_channels_page_says_the_fault_what_to_do_and_what_was_tried(request_factory):
    session = request_factory(role="Manager", api=False)
    page = unescape(session.get("hub/kultur/trasig/@@retrieval").text)
    assert "Det finns inget på den här adressen (404)." in page
    assert "Kontrollera adressen, eller fråga leverantören" in page
    assert (
        len(re.findall(r"<li>[^<]*: Det finns inget på den här adressen \(404\)\.</li>", page)) == 2
    )
    assert "missing" not in session.get("hub/kultur/annan/@@retrieval").text


@pytest.mark.usefixtures("failing")
def test_the_page_of_all_channels_became_the_board(request_factory):
    session = request_factory(role="Manager", api=False)
    for place in ("hub", "hub/kultur"):
        assert session.get(f"{place}/@@retrieval").url.endswith(f"/{place}/@@board")
