"""Mina kanaler, and for whom it is."""

import pytest
from helpers.integration.office.mine import links
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD


@pytest.mark.parametrize("role", ["", "Member", "Reader", "Reviewer"])
def test_it_is_for_nobody_who_can_add_no_channel(mine, person, role):
    assert mine(person(role) if role else ()) == ""


def test_an_editor_finds_the_administration_and_where_to_register(mine, school):
    html = mine()
    assert links(html) == [
        ("kultur", "Kulturförvaltningen"),
        ("kultur/++add++Channel", "Registrera kanal: Kulturförvaltningen"),
    ]
    assert "Inget väntar på dig." in html


def test_the_office_finds_every_administration_and_the_rest_on_its_board(
    mine, school, make_functional_channel
):
    make_functional_channel("utkast", "draft", title="Utkast")
    html = mine((SITE_OWNER_NAME, SITE_OWNER_PASSWORD))
    assert "utkast" not in html
    assert "Inget väntar" not in html
    found = links(html)
    assert [url for url, _text in found if url.endswith("Channel")] == [
        "kultur/++add++Channel",
        "skola/++add++Channel",
    ]
