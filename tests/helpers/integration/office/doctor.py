"""What the tests of ``office/board`` have in common."""

import re
from html import escape

from zope.i18n import translate

ITEM = (
    "<item><title>Badet öppnar {0}</title><guid>{0}</guid><link>https://example.se/{0}</link>"
    "<pubDate>Mon, 0{0} Jun 2026 10:00:00 GMT</pubDate><description>Text {0}</description></item>"
)
RSS = f"<rss version='2.0'><channel><title>Bloggen</title>{{}}{ITEM.format(1)}</channel></rss>"


def swedish(message):
    return escape(translate(message, target_language="sv"))


def ask(session, address, place="hub/kultur", token=None):
    token = token if token is not None else authenticator(session, place)
    data = {"address": address, "_authenticator": token}
    return session.post(f"{place}/@@board", data=data, allow_redirects=False)


def authenticator(session, place="hub/kultur"):
    page = session.get(f"{place}/@@board").text
    return re.search(r'name="_authenticator" value="(\w+)"', page)[1]
