"""A party is on the shelf once, whatever way it comes there."""

from datetime import date

import transaction
from helpers.integration.public.at_once import only_one_does
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

PARTY = {"abbreviation": "By", "term_from": date(2026, 10, 15), "term_to": date(2030, 10, 14)}
ADMIN = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


def add(site, id):
    api.content.create(site.hub, "CouncilParty", id, title=id, **PARTY)


def test_a_pasted_party_is_refused_in_its_hub_and_welcome_in_another(
    make_party, functional_portal, request_factory
):
    make_party("Byalaget", **PARTY)
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(functional_portal, "SocialHub", "annan", title="Annan")
    transaction.commit()
    services = request_factory(basic_auth=ADMIN)
    source = {"source": f"{functional_portal.absolute_url()}/hub/byalaget"}
    assert services.post("hub/@copy", json=source).status_code == 400
    assert services.post("annan/@copy", json=source).status_code == 200
    assert services.post("annan/@move", json=source).status_code == 400
    assert services.patch("hub/byalaget", json={"id": "bya"}).status_code == 204
    transaction.begin()
    assert [each.getId() for each in functional_portal.hub.objectValues()] == ["kultur", "bya"]


def test_of_two_officers_at_once_only_one_adds_the_party(make_party, functional_portal):
    make_party("Zebralistan", "Zl")
    for number in range(12):
        make_party(f"Parti {number}", f"P{number}")
    only_one_does(functional_portal, add, ["ena", "andra"])
