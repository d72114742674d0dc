"""The shelf: who stands on it, in which order, and what is refused."""

import pytest
import transaction
from helpers.integration.public.partyblogs import GOOD, cards, said, titles
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.public.partyblogs.interfaces import ICouncilParty

ADMIN = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
ALPHABET = ["Byalaget", "Zebralistan", "Åkerbruket", "Örtagården"]
SEATS = ["Zebralistan", "Örtagården", "Byalaget", "Åkerbruket"]
LOGINS = {
    "": set(),
    "Contributor": set(),
    "Editor": set(),
    "Editor at kultur": set(),
    "Contributor at kultur": set(),
    "Information Officer": {"add", "change", "contact", "council", "delete"},
    "Site Administrator": {"add", "change", "contact", "council", "delete"},
}


@pytest.mark.parametrize(("rule", "wanted"), [("alphabet", ALPHABET), ("seats", SEATS)])
def test_one_rule_orders_the_parties_of_today_on_the_page_and_over_rest(
    council, set_order, browse, request_factory, rule, wanted
):
    set_order(rule)
    page = browse().get("hub/@@parties")
    assert [title for title, _rest in cards(page)] == wanted
    assert titles(request_factory(basic_auth=None).get("hub/@parties")) == wanted
    assert (said("Seats: ${number}", number=21) in page.text) == (rule == "seats")


def test_a_party_is_as_private_as_its_hub(council, browse, request_factory):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(api.portal.get().hub, "retract")
    transaction.commit()
    services = request_factory(basic_auth=None)
    assert services.get("@search?portal_type=CouncilParty").json()["items_total"] == 0
    statuses = [services.get(path).status_code for path in ("hub/@parties", "hub/byalaget")]
    assert statuses == [401, 401]


@pytest.mark.parametrize("who", LOGINS)
def test_the_office_alone_tends_the_parties(make_party, request_factory, browse, person, who):
    party = make_party("Byalaget", contact_name="Gunilla Hemligsson")
    role, _at, place = who.partition(" at ")
    login = person(role, at=party.__parent__[place] if place else None) if role else None
    services, html = request_factory(basic_auth=login), browse(*(login or ()))
    answers = {
        "add": services.post("hub", json=GOOD),
        "change": services.patch("hub/byalaget", json={"seats": 3}),
        "council": html.get("hub/@@new-council", allow_redirects=False),
    }
    may = {name for name, answer in answers.items() if answer.ok and answer.status_code != 302}
    may |= {"contact"} if "contact_name" in services.get("hub/byalaget").json() else set()
    may |= {"delete"} if services.delete("hub/byalaget").ok else set()
    assert may == LOGINS[who]


SPELLINGS = [
    "ny.example.se/blogg",
    "//ny.example.se/blogg",
    '"https://ny.example.se/blogg"',
    "<ny.example.se/blogg>",
    "[https://ny.example.se/blogg]",
]


def test_a_link_is_kept_in_one_spelling_however_it_is_typed(make_party, request_factory):
    """What REST and the form keep passes the field's rule, then the events of the content."""
    party, services = make_party("Byalaget", "BY"), request_factory(basic_auth=ADMIN)
    for number, link in enumerate(SPELLINGS):
        assert services.patch("hub/byalaget", json={"link": link}).status_code == 204
        added = services.post("hub", json=GOOD | {"abbreviation": f"F{number}", "link": link})
        assert added.json()["link"] == "https://ny.example.se/blogg"
        transaction.begin()
        assert party.link == "https://ny.example.se/blogg"
        ICouncilParty["link"].validate(link)
        party.link = link
        notify(ObjectModifiedEvent(party))
        assert party.link == "https://ny.example.se/blogg"
        transaction.abort()
        make_party(link, f"M{number}", link=link)
        assert party.__parent__.objectValues()[-1].link == "https://ny.example.se/blogg"
