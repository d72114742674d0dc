"""People hold and lift from a page."""

import pytest

from katrineholm.socialhub.accounts.channels import holds


def test_a_person_hands_in_the_address_of_the_entry(named, holding_hub, submit, archivists):
    address = f"{holding_hub.absolute_url()}/@@entry/{named['entry']}"
    given = {"entry": address, "reason": "Tvist", "do": "hold"}
    assert submit(archivists[0], "hub/@@holds", given).status_code == 302
    holding_hub._p_jar.sync()
    assert [(each.kind, each.name) for each in holds.active_holds(holding_hub)] == [
        ("entry", named["entry"])
    ]
    given = {"entry": named["entry"], "reason": "Avgjord", "do": "lift"}
    assert submit(archivists[1], "hub/@@holds", given).status_code == 302
    holding_hub._p_jar.sync()
    assert [*holds.active_holds(holding_hub)] == []


def test_what_an_address_brings_along_stands_in_the_form(named, browse, archivists):
    page = browse(*archivists[0]).get(f"hub/@@holds?entry={named['entry']}").text
    assert f'value="{named["entry"]}"' in page


@pytest.mark.usefixtures("framed")
def test_what_is_refused_is_told(named, submit, archivists):
    page = submit(archivists[0], "hub/@@holds", {"entry": "nej", "reason": "x", "do": "hold"}).text
    assert "Det finns ingen sådan kanal" in page


@pytest.mark.usefixtures("framed")
def test_it_is_told_on_the_entrys_and_the_channels_page(named, browse, program, archivists):
    program(channel=named["channel"], reason="Tvist om badet")
    for page in (f"hub/@@entry/{named['entry']}", "hub/kultur/bloggen", "hub/@@holds"):
        assert "Tvist om badet" in browse(*archivists[0]).get(page).text
    for page in (f"hub/@@entry/{named['entry']}", "hub/kultur/bloggen"):
        assert "Tvist om badet" not in browse().get(page).text
