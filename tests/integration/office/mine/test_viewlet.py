"""Mina kanaler, and for whom it is."""

import re
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD


@pytest.fixture
def school(functional_administration):
    """Another administration."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        hub = functional_administration.aq_parent
        school = api.content.create(hub, "Administration", "skola", title="Skolförvaltningen")
        api.content.transition(school, "publish")
    transaction.commit()
    return school


@pytest.fixture
def mine(functional_administration, person, browse):
    """A function: the section as the administration's editor, or somebody else, sees it."""
    login = person("Contributor", at=functional_administration)

    def mine(login=login):
        page = browse(*login).get("hub").text
        found = re.search(r'<section class="[^"]*socialhub-mine.*?</section>', page, re.S)
        return found[0] if found else ""

    return mine


def links(html):
    """The addresses of links, below the hub, with their texts."""
    found = re.findall(r'<a [^>]*?href="[^"]*/hub/([^"]*)"[^>]*>(.*?)</a>', html, re.S)
    return [
        (unescape(url), " ".join(unescape(re.sub("<[^>]+>", "", text)).split()))
        for url, text in found
    ]


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
