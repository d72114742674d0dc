"""Parties over REST and by the form: what is taken and what is refused."""

import re
from datetime import date, timedelta

import pytest
from helpers.integration.public.partyblogs import GOOD, said, titles
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

ADMIN = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
FIELD = re.compile(r"^\w+: ")
GOOD_FROM, GOOD_TO = date(2026, 10, 15), date(2030, 10, 14)
NOT_HTTP = "The address must begin with http:// or https://."
BACKWARDS = "The last day in the council is before the first one."
TWIN = "${title} has the abbreviation ${abbreviation} in that term already."
NO_DAY = "Write a day from 1900 to 2999 as year-month-day, for example 2026-10-15."
NO_SEATS = "Write a whole number from 0 to ${most}."
NO_EMAIL = "The e-mail address is not written correctly."
VALUES = {"title": "Byalaget", "abbreviation": "BY", "most": 500}


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
        "feed_url": None,
        "posts": [],
    }
    assert items[1]["url"] == "https://film.example.se/zl"
    assert [item["link_text"] for item in items] == [None, "Video", "Webbplats", "Webbplats"]
    assert base.rpartition("/")[2] in items[0]["@id"]


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
@pytest.mark.usefixtures("framed")
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
