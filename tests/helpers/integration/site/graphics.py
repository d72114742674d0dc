"""What the tests of ``site/graphics`` have in common."""

import re
from html import unescape

import transaction
from zope.globalrequest import getRequest

from katrineholm.socialhub import _
from katrineholm.socialhub.site.graphics.profile import NO_COLOUR, chosen_tokens

REST = "@controlpanels/graphic-profile"
PAGE = "@@graphic-profile"

INSTEAD = [
    ("brand", "#ab", NO_COLOUR),
    ("radius", "abc", _("Write a number from 0 to 2.")),
    ("radius", "3", _("Write a number from 0 to 2.")),
    ("text_size", "nan", _("Write a number from 0.875 to 1.25.")),
    ("scale", "-1", _("Write a number from 1.1 to 1.5.")),
    ("font", "Comic Sans", _("Choose one of the type families.")),
]


def press(session, do, files=None, **values):
    token = re.search(r'name="_authenticator" value="(\w+)"', session.get(PAGE).text)[1]
    data = {"do": do, "_authenticator": token, **values}
    return session.post(PAGE, data=data, files=files)


def refused(page):
    alert = re.search(r'<div[^>]* id="socialhub-refused".*?</div>', page.text, re.S)
    found = alert and (
        re.findall(r"<a [^>]*>(.*?)</a>", alert[0]) or re.findall(r"<p>(.*?)</p>", alert[0])
    )
    return [unescape(each) for each in found or ()]


def kept():
    """What the server's requests have left; the registry remembers within a request."""
    transaction.begin()
    getRequest().other.pop("_plone_registry_cache", None)
    return chosen_tokens()
