"""What the tests of ``public/partyblogs`` have in common."""

import re

from plone import api
from zope.i18nmessageid import Message

from katrineholm.socialhub import PACKAGE_NAME

CARD = re.compile(r'<li class="socialhub-card"[^>]*>.*?<h2[^>]*>(.*?)</h2>(.*?)</li>', re.S)


def said(text, **values):
    """A text of the add-on's in the site's language."""
    return api.portal.translate(Message(text, domain=PACKAGE_NAME, mapping=values), lang="sv")


def cards(page):
    return CARD.findall(page.text)


def titles(answer):
    return [item["title"] for item in answer.json()["items"]]
