"""People write rules on a page."""

import re
from html import unescape

import pytest


@pytest.mark.usefixtures("framed")
def test_a_rule_that_is_refused_is_told_and_stands_in_its_form(old, archivists, submit):
    rule = {"do": "rule", "kind": "hidden", "days": "många", "decision": "DHP", "active": "1"}
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
    page = unescape(browse(*archivists[1]).get("hub/@@retention").text)
    heard = re.findall(r'Föreslå regeln<span class="visually-hidden"[^>]*>(.*?)</span>', page)
    assert heard[0] == ": Inlägg"
    assert not [each for each in heard if "Entries" in each]


@pytest.mark.usefixtures("framed")
def test_the_second_archivist_confirms_what_the_first_has_proposed(old, archivists, submit, browse):
    first, second = archivists
    rule = {"kind": "hidden", "days": "400", "decision": "DHP 2.1", "active": "1"}
    assert submit(first, "hub/@@retention", {**rule, "do": "rule"}).status_code == 302
    own, other = (browse(*each).get("hub/@@retention").text for each in archivists)
    assert "någon annan bekräftar" in own
    assert "Bekräfta regeln" not in own
    assert "någon annan bekräftar" not in other
    proposed = re.search(r'name="proposed"[^>]*value="(\d+)"', other)[1]
    given = {"do": "confirm", "kind": "hidden", "proposed": proposed}
    assert submit(first, "hub/@@retention", given).status_code == 200
    assert submit(second, "hub/@@retention", given).status_code == 302
    page = browse(*first).get("hub/@@retention").text
    assert "Bekräftat av Evelina" in page
