"""The shelf: who stands on it, in which order, and what is refused."""

import re
from datetime import date, timedelta

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub import PACKAGE_NAME
from katrineholm.socialhub.public.partyblogs.interfaces import ICouncilParty

ADMIN = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
ALPHABET = ["Byalaget", "Zebralistan", "Åkerbruket", "Örtagården"]
SEATS = ["Zebralistan", "Örtagården", "Byalaget", "Åkerbruket"]
CARD = re.compile(r'<li class="socialhub-card"[^>]*>.*?<h2[^>]*>(.*?)</h2>(.*?)</li>', re.S)
FIELD = re.compile(r"^\w+: ")
GOOD = {
    "@type": "CouncilParty",
    "title": "Folkets Väl",
    "abbreviation": "FV",
    "link": "https://folketsval.example.se/",
    "term_from": "2026-10-15",
    "term_to": "2030-10-14",
}
GOOD_FROM, GOOD_TO = date(2026, 10, 15), date(2030, 10, 14)
LOGINS = {
    "": set(),
    "Contributor": set(),
    "Editor": set(),
    "Editor at kultur": set(),
    "Contributor at kultur": set(),
    "Information Officer": {"add", "change", "contact", "council", "delete"},
    "Site Administrator": {"add", "change", "contact", "council", "delete"},
}


NOT_HTTP = "The address must begin with http:// or https://."
BACKWARDS = "The last day in the council is before the first one."
TWIN = "${title} has the abbreviation ${abbreviation} in that term already."
NO_DAY = "Write a day from 1900 to 2999 as year-month-day, for example 2026-10-15."
NO_SEATS = "Write a whole number from 0 to ${most}."
NO_EMAIL = "The e-mail address is not written correctly."
VALUES = {"title": "Byalaget", "abbreviation": "BY", "most": 500}


def said(text, **values):
    """A text of the add-on's in the site's language."""
    return api.portal.translate(Message(text, domain=PACKAGE_NAME, mapping=values), lang="sv")


def cards(page):
    return CARD.findall(page.text)


def titles(answer):
    return [item["title"] for item in answer.json()["items"]]


@pytest.mark.parametrize(("rule", "wanted"), [("alphabet", ALPHABET), ("seats", SEATS)])
def test_one_rule_orders_the_parties_of_today_on_the_page_and_over_rest(
    council, set_order, browse, request_factory, rule, wanted
):
    set_order(rule)
    page = browse().get("hub/@@parties")
    assert [title for title, _rest in cards(page)] == wanted
    assert titles(request_factory(basic_auth=None).get("hub/@parties")) == wanted
    assert (said("Seats: ${number}", number=21) in page.text) == (rule == "seats")


def test_a_party_over_rest(council, request_factory, now):
    items = request_factory(basic_auth=None).get("hub/@parties").json()["items"]
    base = api.portal.get().absolute_url()
    days = {
        "term_from": (now - timedelta(730)).isoformat(),
        "term_to": (now + timedelta(730)).isoformat(),
    }
    assert items[0] == {
        "@id": items[0]["@id"],
        "title": "Byalaget",
        "abbreviation": "By",
        "url": None,
        "link_text": None,
        **days,
    }
    assert items[1]["url"] == "https://film.example.se/zl"
    assert [item["link_text"] for item in items] == [None, "Video", "Webbplats", "Webbplats"]
    assert base.rpartition("/")[2] in items[0]["@id"]


def test_a_party_without_a_link_has_the_same_card(council, browse):
    rest = dict(cards(browse().get("hub/@@parties")))
    assert said("The party has given no link.") in rest["Byalaget"]
    assert 'href="https://orta.example.se/"' in rest["Örtagården"]
    assert 'rel="external nofollow"' in rest["Örtagården"]


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


def test_the_sites_search_finds_a_party_in_its_term_only(council, request_factory):
    found = request_factory(basic_auth=None).get("@search?portal_type=CouncilParty").json()
    assert sorted(item["title"] for item in found["items"]) == ALPHABET


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


BAD = [
    ({"link": "javascript:alert(1)"}, NOT_HTTP),
    ({"link": "data:text/html,x"}, NOT_HTTP),
    ({"link": "https://a.se\\@b.se/"}, None),
    ({"link": "https://user@a.se/"}, None),
    ({"link": "https://a.se/" + "x" * 2000}, None),
    ({"link": 5}, None),
    ({"link_kind": "virus"}, None),
    ({"link_kind": ["blog"]}, None),
    ({"seats": -1}, NO_SEATS),
    ({"seats": 501}, NO_SEATS),
    ({"seats": True}, NO_SEATS),
    ({"seats": 7.5}, NO_SEATS),
    ({"seats": "många"}, NO_SEATS),
    ({"seats": "1" * 5000}, NO_SEATS),
    ({"term_to": "2026-10-14"}, BACKWARDS),
    ({"term_to": "2026-13-45"}, NO_DAY),
    ({"term_to": "9999-12-31"}, NO_DAY),
    ({"term_from": "0001-01-01"}, NO_DAY),
    ({"term_from": "1899-12-31"}, NO_DAY),
    ({"term_from": 2026}, NO_DAY),
    ({"term_to": None}, None),
    ({"abbreviation": None}, None),
    ({"abbreviation": "x" * 11}, None),
    ({"abbreviation": "b y"}, TWIN),
    ({"abbreviation": "B\u200bY"}, TWIN),
    ({"abbreviation": "ＢＹ"}, TWIN),
    ({"abbreviation": "b\u00ady\u2060"}, TWIN),
    ({"contact_email": "gunilla"}, NO_EMAIL),
    ({"contact_email": "gunilla@by.se\nBcc: a@b.se"}, NO_EMAIL),
    ({"contact_email": 5}, NO_EMAIL),
]


def test_what_is_bad_is_refused_over_rest_and_nothing_is_stored(make_party, request_factory):
    make_party("Byalaget", "BY", term_from=GOOD_FROM, term_to=GOOD_TO)
    services = request_factory(basic_auth=ADMIN)
    for changes, sentence in BAD:
        answer = services.post("hub", json=GOOD | changes)
        message = answer.json()["message"]
        assert (answer.status_code, type(message), changes) == (400, str, changes)
        told = FIELD.sub("", message)
        assert not sentence or told == said(sentence, **VALUES), changes
    assert services.patch("hub/byalaget", json={"term_to": "9999-12-31"}).status_code == 400
    assert titles(services.get("hub/@parties?full=1")) == ["Byalaget"]


def test_a_day_that_no_form_takes_still_lets_the_party_be_found(make_party, request_factory):
    make_party("Evighetspartiet", term_from=date(1, 1, 1), term_to=date(9999, 12, 31))
    found = request_factory(basic_auth=None).get("@search?portal_type=CouncilParty").json()
    assert [item["title"] for item in found["items"]] == ["Evighetspartiet"]


def test_a_party_may_come_back_in_another_term_and_change_itself(make_party, request_factory):
    make_party("Byalaget", "FV", term_from=GOOD_FROM, term_to=GOOD_TO)
    services = request_factory(basic_auth=ADMIN)
    later = GOOD | {"term_from": "2030-10-15", "term_to": "2034-10-14"}
    assert services.post("hub", json=later).status_code == 201
    assert services.patch("hub/byalaget", json={"seats": 7}).status_code == 204
    assert services.patch("hub/byalaget", json={"term_to": "2030-10-15"}).status_code == 400


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"link": "javascript:alert(1)"}, NOT_HTTP),
        ({"term_to": "2026-10-14"}, BACKWARDS),
        ({"abbreviation": "by"}, TWIN),
        ({"term_from": "när som helst"}, ""),
        ({"term_from": "0001-01-01"}, NO_DAY),
        ({"term_to": "9999-12-31"}, NO_DAY),
        ({"seats": "501"}, NO_SEATS),
        ({"contact_email": "gunilla"}, NO_EMAIL),
        ({"abbreviation": ""}, ""),
        ({}, None),
    ],
)
def test_the_form_refuses_the_same_and_takes_what_is_good(
    make_party, submit, request_factory, changes, sentence
):
    make_party("Byalaget", "BY", term_from=GOOD_FROM, term_to=GOOD_TO)
    given = {name: value for name, value in (GOOD | changes).items() if name != "@type"}
    form = {f"form.widgets.{name}": value for name, value in given.items()}
    form |= {"form.widgets.link_kind:list": "blog", "form.buttons.save": "Spara"}
    answer = submit(ADMIN, "hub/++add++CouncilParty", form)
    found = titles(request_factory(basic_auth=ADMIN).get("hub/@parties?full=1"))
    assert answer.status_code == (302 if sentence is None else 200)
    assert not sentence or said(sentence, **VALUES) in answer.text
    assert found == (["Byalaget", "Folkets Väl"] if sentence is None else ["Byalaget"])


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
