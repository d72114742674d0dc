"""People write rules on a page."""

import re
from html import unescape

import pytest


@pytest.mark.usefixtures("framed")
def test_a_rule_that_is_refused_is_told_and_stands_in_its_form(old, archivists, submit):
    rule = {"kind": "hidden", "days": "många", "decision": "DHP", "active": "1"}
    page = submit(archivists[0], "hub/@@retention", rule).text
    assert "Skriv tiden i dagar, från 30 till 36500." in page
    assert 'value="många"' in page


def test_who_wrote_which_rule_is_told(old, archivists, in_force, browse):
    in_force("hidden", days=400)
    page = browse(*archivists[1]).get("hub/@@retention").text
    assert "400 dagar" in page
    assert "Bosse" in page


@pytest.mark.usefixtures("old")
def test_which_rule_a_button_keeps_is_heard_in_the_readers_language(archivists, browse):
    page = browse(*archivists[1]).get("hub/@@retention").text
    heard = re.findall(r'Spara regeln<span class="visually-hidden"[^>]*>(.*?)</span>', page)
    assert unescape(heard[0]) == ": Inlägg"
    assert not [each for each in heard if "Entries" in each]
