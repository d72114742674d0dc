"""The form above the list searches, and its address is the search."""

import re

import pytest


@pytest.fixture
def look(browse, people):
    """A function that opens the list: ``look("anna", SearchableText="hej")``."""
    return lambda name, **query: browse(*people[name]).get("hub/@@messages", params=query).text


@pytest.mark.usefixtures("framed")
def test_what_was_searched_for_stands_in_the_form_and_in_every_link(receive, look):
    for number in range(27):
        receive(f"Gatlyktor {number}", sender={"name": "Åke"})
    receive("Annat")
    page = look("anna", SearchableText="gatlykta", sender="åke", rule="")
    assert "Gatlyktor" in page
    assert ">Annat<" not in page
    assert re.search(r"<caption>\s*Hittade meddelanden: 27, det senaste först", page)
    assert re.search(r'<input[^>]*name="SearchableText"[^>]*value="gatlykta"', page)
    assert re.search(r"<details[^>]* open", page)
    assert "SearchableText=gatlykta&amp;sender=%C3%A5ke&amp;b_start=25" in page
    assert "Gatlyktor 26" in page
    assert "Gatlyktor 0<" in look("anna", SearchableText="gatlykta", b_start="25")


@pytest.mark.usefixtures("framed")
def test_the_other_fields_are_folded_until_they_are_used(receive, look):
    receive()
    page = look("anna")
    assert not re.search(r"<details[^>]* open", page)
    assert ">förtal" in page
    assert "Inget meddelande" in look("anna", rule="K2")


def test_an_administration_is_chosen_among_those_that_are_ones_own(
    receive, hub, browse, people, make_functional_channel
):
    receive()
    rut = browse(*people["rut"])
    assert 'name="administration"' not in rut.get("hub/@@messages").text
    query = {"administration": hub.kultur.UID(), "quote": "hej"}
    make_functional_channel("flickr", responsible="cia")
    found = rut.get("hub/@@messages", params=query, allow_redirects=False)
    assert found.headers["Location"].endswith("/hub/kultur/@@messages?quote=hej")
