"""The shelf's page, and a party's own."""

import pytest
import transaction
from helpers.integration.public.partyblogs import CARD, cards, said, titles
from plone import api
from plone.app.testing import SITE_OWNER_NAME


def test_a_party_without_a_link_has_the_same_card(council, browse):
    rest = dict(cards(browse().get("hub/@@parties")))
    assert said("The party has given no link.") in rest["Byalaget"]
    assert 'href="https://orta.example.se/"' in rest["Örtagården"]
    assert 'rel="external nofollow"' in rest["Örtagården"]


@pytest.mark.usefixtures("framed")
def test_the_office_sees_coming_and_past_ones_too(council, browse, request_factory, person):
    office = person("Information Officer")
    page = browse(*office).get("hub/@@parties").text
    assert len(CARD.findall(page)) == 4
    assert page.index("Kommande") < page.index("Avgångna")
    public = browse().get("hub/@@parties").text
    assert "Kommande" not in public
    assert "Avgångna" not in public
    services = request_factory(basic_auth=office)
    assert len(titles(services.get("hub/@parties"))) == 4
    assert len(titles(services.get("hub/@parties?full=1"))) == 6
    assert request_factory(basic_auth=None).get("hub/@parties?full=1").status_code == 401


def test_a_partys_own_page_has_its_link_during_its_term_only(council, browse):
    assert "https://orta.example.se/" in browse().get("hub/ortagarden").text
    with api.env.adopt_user(SITE_OWNER_NAME):
        hub = api.portal.get().hub
        hub["avgangna"].link = "https://avgangna.example.se/"
    transaction.commit()
    page = browse().get("hub/avgangna").text
    assert "https://avgangna.example.se/" not in page
    assert said("The party is not in the council at present.") in page
    shown = {id: browse().get(f"hub/{id}").text for id in ("avgangna", "ortagarden", "kommande")}
    assert ["@@propose-change" in text for text in shown.values()] == [False, True, True]


def test_the_hub_leads_to_the_shelf_once_there_is_one(make_party, browse, person):
    assert "@@parties" not in browse().get("hub").text
    assert "@@parties" in browse(*person("Information Officer")).get("hub").text
    make_party("Byalaget")
    assert "@@parties" in browse().get("hub").text


def test_a_contact_is_told_to_nobody_but_the_office(make_party, browse, request_factory, person):
    make_party("Byalaget", contact_name="Gunilla Hemligsson", contact_email="gunilla@by.example.se")
    paths = ("hub", "hub/byalaget", "hub/@@parties", "hub/byalaget/@@propose-change")
    found = ("@search?SearchableText=Gunilla&metadata_fields=_all", "hub/@parties", "hub/byalaget")
    for login in ((), person("Editor")):
        services = request_factory(basic_auth=login or None)
        told = [
            browse(*login).get(path).text for path in (*paths, "@@search?SearchableText=Gunilla")
        ]
        told += [services.get(path).text for path in (*found, "@search?fullobjects=1")]
        words = " ".join(told).casefold()
        assert "hemligsson" not in words
        assert "gunilla@" not in words
    assert "Gunilla Hemligsson" in browse(*person("Information Officer")).get("hub/byalaget").text
