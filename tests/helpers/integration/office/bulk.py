"""What the tests of ``office/bulk`` have in common."""

import re
from html import unescape

import transaction
from plone import api

PAGE = "hub/@@bulk"
PEOPLE = {
    "responsible": "Anna Berg <anna@example.se>",
    "substitute": "Bo Ek <bo@example.se>",
    "purpose": "Att berätta",
}


def token(session):
    page = session.get("hub/@@import").text
    return re.search(r'name="_authenticator" value="(\w+)"', page)[1]


def post(session, channels, **values):
    data = {"_authenticator": token(session), "uids": [each.UID() for each in channels]} | values
    return session.post(PAGE, data=data)


def confirm(session, page):
    """Press the button of the form that confirms what was looked at."""
    form = re.search(r'<div role="status">.*?</form>', page.text, re.DOTALL)[0]
    fields = {}
    for name, value in re.findall(r'name="(\w+)"\s[^>]*?value="([^"]*)"', form):
        fields.setdefault(name, []).append(unescape(value))
    return session.post(PAGE, data=fields)


def kept(channels, *names):
    transaction.begin()
    return [tuple(getattr(each, name) for name in names) for each in channels]


def states(channels):
    transaction.begin()
    return [api.content.get_state(each) for each in channels]


def is_back_at_the_board(page):
    return page.status_code == 200 and page.url.endswith("hub/@@board")


def content(page):
    return re.search(r'<div class="socialhub socialhub-bulk">.*?</table>', page.text, re.DOTALL)[0]
