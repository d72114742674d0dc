"""What the tests of ``office/bulk`` have in common."""

import re
from html import unescape

import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.interfaces import IChannel
from katrineholm.socialhub.core.files.csv_reader import read_csv
from katrineholm.socialhub.office.bulk.plan import import_plan
from katrineholm.socialhub.office.bulk.values import OPTIONAL_COLUMNS, accepted_titles

PAGE = "hub/@@import"


def token(session):
    return re.search(r'name="_authenticator" value="(\w+)"', session.get(PAGE).text)[1]


def look(session, *lines, data=None):
    data = "\n".join(lines).encode() if data is None else data
    form = {"_authenticator": token(session), "do": "look"}
    return session.post(PAGE, data=form, files={"file": ("kanaler.csv", data, "text/csv")})


def alerts(page):
    """All that stands in what a refused form is answered with."""
    found = re.findall(r'<div[^>]* id="socialhub-refused".*?</div>', page.text, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", each)).split()) for each in found]


def confirm(session, page, **changes):
    hidden = dict(
        re.findall(r'name="(carried|seen|_authenticator)"[^>]*?value="([^"]*)"', page.text)
    )
    return session.post(PAGE, data={"do": "store"} | hidden | changes)


def stored(functional_portal):
    transaction.begin()
    with api.env.adopt_user(SITE_OWNER_NAME):
        channels = functional_portal.hub.kultur.objectValues()
        return {each.profile_url: each for each in channels if IChannel.providedBy(each)}


def report(page):
    """(line, what happens, with which fields or reasons) of each row."""
    rows = re.findall(r'<tr>\s*<th scope="row">[^<]*</th>(.*?)</tr>', page.text, re.DOTALL)
    return [
        " ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split())
        for row in rows
        if "<ul" in row or "badge" in row
    ]


def judged(functional_portal, data, clear=False):
    transaction.begin()
    with api.env.adopt_user(SITE_OWNER_NAME):
        rows = read_csv(data, accepted_titles(), optional=OPTIONAL_COLUMNS)
        return import_plan(functional_portal.hub, rows, clear=clear)
