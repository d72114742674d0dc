"""What the tests of ``public/partyblogs`` have in common."""

import re
from datetime import date

import transaction
from plone import api
from zope.i18nmessageid import Message

from katrineholm.socialhub import PACKAGE_NAME
from katrineholm.socialhub.public.partyblogs.parties import visible_parties
from katrineholm.socialhub.site.mail import outbox

CARD = re.compile(r'<li class="socialhub-card"[^>]*>.*?<h2[^>]*>(.*?)</h2>(.*?)</li>', re.S)

FIRST, LAST = date(2030, 10, 15), date(2034, 10, 14)
DAYS = {"term_from": FIRST.isoformat(), "term_to": LAST.isoformat()}
GOOD = {
    "@type": "CouncilParty",
    "title": "Folkets Väl",
    "abbreviation": "FV",
    "link": "https://folketsval.example.se/",
    "term_from": "2026-10-15",
    "term_to": "2030-10-14",
}
PROPOSAL = {
    "name": "Anna Berg",
    "email": "anna@parti.example.se",
    "link": "https://ny.parti.example.se/",
    "kind": "blog",
    "message": "Hej!\nÄndra här: https://evil.example.se/",
}
PAGE = "hub/byalaget/@@propose-change"


def said(text, **values):
    """A text of the add-on's in the site's language."""
    return api.portal.translate(Message(text, domain=PACKAGE_NAME, mapping=values), lang="sv")


def cards(page):
    return CARD.findall(page.text)


def titles(answer):
    return [item["title"] for item in answer.json()["items"]]


def new(hub):
    """Title, abbreviation, link and seats of the parties of the new term."""
    transaction.begin()
    found = [party for party in visible_parties(hub) if party.term_from == FIRST.isoformat()]
    return sorted((each.title, each.abbreviation, each.link, each.seats) for each in found)


def mails(site):
    transaction.begin()
    return [(each["to"], each["subject"], each["text"]) for each in outbox.queued_mails(site)]
