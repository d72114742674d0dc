"""Parties in the council, by the office."""

import re
from datetime import date, timedelta

import pytest
import transaction
from helpers.integration.public.partyblogs import FIRST, PAGE
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.public.partyblogs import proposal_view

TERM = timedelta(days=4 * 365)


@pytest.fixture
def now():
    """The day that it is at the site, within the present term."""
    return today()


@pytest.fixture
def make_party(functional_administration, now, once):
    """A function that makes a party of ``/hub``: ``make_party("Folkets Väl", "FV", seats=3)``."""
    hub = functional_administration.__parent__

    def make(title, abbreviation="", **fields):
        days = {"term_from": now - TERM / 2, "term_to": now + TERM / 2}
        fields = {"abbreviation": abbreviation or title[:3], **days, **fields}

        def create():
            with api.env.adopt_user(SITE_OWNER_NAME):
                return api.content.create(hub, "CouncilParty", title=title, **fields).getId()

        return hub[once(f"{title} {fields}", create)]

    return make


@pytest.fixture
def set_order():
    """A function that chooses the shelf's rule."""

    def set_order(rule):
        api.portal.set_registry_record("katrineholm.socialhub.party_order", rule)
        transaction.commit()

    return set_order


@pytest.fixture
def council(make_party, now):
    """Four parties in the council, one that comes and one that has been there."""
    make_party("Örtagården", "Ög", seats=20, link="https://orta.example.se/")
    make_party("Byalaget", "By", seats=5)
    make_party("Åkerbruket", "Åb", seats=5, link="https://blogg.akerbruket.example.se/")
    make_party("Zebralistan", "Zl", seats=21, link="https://film.example.se/zl", link_kind="video")
    make_party("Kommande", "Ko", term_from=now + timedelta(1), term_to=now + TERM)
    make_party("Avgångna", "Av", term_from=now - TERM, term_to=now - timedelta(1))


@pytest.fixture
def two(make_party):
    """Two parties whose term ends the day before the new one begins."""
    days = {"term_from": date(2026, 10, 15), "term_to": FIRST - timedelta(1)}
    make_party("Byalaget", "By", seats=5, contact_name="Gunilla", **days)
    make_party("Zebralistan", "Zl", seats=21, link="https://zl.example.se/", **days)


TOKEN = re.compile(r'name="_authenticator" value="(\w+)"')


@pytest.fixture
def send(browse):
    """A function that sends the form as anybody: ``send(data)``."""

    def send(data, token=True):
        session = browse()
        found = TOKEN.search(session.get(PAGE).text)
        data = data | {"_authenticator": found[1]} if token else data
        return session.post(PAGE, data=data, allow_redirects=False)

    return send


@pytest.fixture
def office(person):
    return person("Information Officer")


@pytest.fixture
def site(make_party, functional_portal):
    """A site whose office has an address, and no mail server: mails wait in the outbox."""
    settings = {"office_email": "office@katrineholm.se", "site_url": "https://www.katrineholm.se"}
    for name, value in settings.items():
        api.portal.set_registry_record(f"katrineholm.socialhub.{name}", value)
    make_party("Byalaget", "By", contact_name="Gunilla", contact_email="gunilla@by.se")
    return functional_portal


@pytest.fixture
def fresh():
    """Each test begins with nobody having sent anything."""
    proposal_view.WINDOW._moments.clear()
