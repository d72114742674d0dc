"""What the tests of ``accounts/registration`` have in common."""

import json
from dataclasses import dataclass
from functools import cached_property

import transaction
from filling import form_of, press
from lxml import html
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels.interfaces import IChannel

CHANNEL = "hub/kultur/bloggen"
ADDRESS = "https://bloggen.example.se/"
GOOD = {
    "title": "Bloggen",
    "profile_url": ADDRESS,
    "feed_url": "https://bloggen.example.se/rss",
    "responsible": "anna",
    "substitute": "Bo Ek <bo@example.se>",
    "purpose": "Att berätta",
    "contact_email": "bloggen@example.se",
}


@dataclass(frozen=True)
class Wrong:
    """A change that must not be stored. ``told`` is what each refusal says.

    ``demand`` is the standing demand that it would break; without one it is wrong of a draft, too.
    """

    changes: dict
    told: str
    demand: str = ""


SELF = "kan inte ersätta sig själv|skulle bli samma person"
LONG = "lång|Skriv högst"
NOBODY = "Skriv namnet på någon"
WRONG = {
    # G7: in every spelling, "anna" having the login anna-login and the address anna@example.se.
    "substitute by user id": Wrong({"substitute": "anna"}, SELF),
    "substitute by login": Wrong({"substitute": "anna-login"}, SELF),
    "substitute by mail": Wrong({"substitute": "Någon <ANNA@example.se>"}, SELF),
    "responsible by mail": Wrong({"responsible": "B. E. <Bo@Example.se>"}, SELF),
    "no responsible": Wrong({"responsible": None}, f"Ansvarig saknas|{NOBODY}", "responsible"),
    "responsible without mail": Wrong({"responsible": "utan"}, "ingen e-postadress", "responsible"),
    "no substitute": Wrong({"substitute": None}, f"Ersättare saknas|{NOBODY}", "substitute"),
    "substitute without mail": Wrong({"substitute": "utan"}, "ingen e-postadress", "substitute"),
    "no contact": Wrong({"contact_email": None}, "Officiell kontakt saknas", "contact"),
    "no purpose": Wrong({"purpose": None}, "Syfte saknas", "purpose"),
    "blank purpose": Wrong({"purpose": " \n "}, "Syfte saknas", "purpose"),
    "no feed": Wrong({"feed_url": None}, "Flödets adress saknas", "feed"),
    "another's account": Wrong({"profile_url": "http://www.annan.example.se"}, "Annan", "account"),
    "another's account beside": Wrong({"also_known_as": ("https://annan.example.se/",)}, "Annan"),
    "no account": Wrong(
        {"profile_url": "https://www.instagram.com/p/CabcdEFG/"},
        "inte till något konto",
        "profile_url",
    ),
    "long purpose": Wrong({"purpose": "x" * 1001}, LONG),
    "long audience": Wrong({"audience": "x" * 201}, LONG),
    "long phone": Wrong({"contact_phone": "1" * 51}, "lång"),
    "unknown responsible": Wrong({"responsible": "finns-inte"}, NOBODY),
    "unknown substitute": Wrong({"substitute": "Anna <anna@>"}, NOBODY),
    "no e-mail": Wrong({"contact_email": "blogg@"}, "E-postadressen är inte"),
    "contact page by script": Wrong({"contact_url": "javascript:alert(1)"}, "http"),
    "address by ftp": Wrong({"profile_url": "ftp://bloggen.example.se/"}, "http"),
    "feed by file": Wrong({"feed_url": "file:///etc/passwd"}, "http"),
    "private feed": Wrong({"feed_url": "http://10.0.0.1/rss"}, "nät"),
    "interval too short": Wrong({"interval": 1}, "för lågt"),
}


class Site:
    """The places and the channel, and a session that may do everything."""

    def __init__(self, portal, browse, request):
        self.portal, self.request = portal, request
        self.browser = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)

    @property
    def channel(self):
        transaction.begin()
        return self.portal.unrestrictedTraverse(CHANNEL)

    def kept(self):
        """All that is stored, and how many channels there are."""
        channel = self.channel
        fields = {name: getattr(channel, name) for name in IChannel.names() if name in GOOD}
        return (
            fields,
            channel.audience,
            channel.interval,
            sorted(self.portal.hub.kultur.objectIds()),
        )

    def send(self, url, changes, button):
        """Fill a form in as a person does and press a button; the page's text."""
        form = form_of(self.browser.get(url), f"form.buttons.{button}")
        given = {f"form.widgets.{name}": _typed(value) for name, value in changes.items()}
        # A person's name and e-mail are two fields; what is given is the whole person.
        given |= {f"{name}.email": "" for name in given if f"{name}.email" in form.fields}
        return told(press(self.browser, form, f"form.buttons.{button}", given).text)

    @cached_property
    def token(self):
        page = html.fromstring(self.browser.get("hub/@@import").text)
        return page.xpath('//input[@name="_authenticator"]/@value')[0]


def told(page: str) -> str:
    """A page's text, without what its form explains."""
    root = html.fromstring(page)
    for each in root.xpath("//script|//style|//*[contains(@class,'form-text')]|//textarea"):
        each.drop_tree()
    return " ".join(root.text_content().split())


def said(answer) -> str:
    """What a service answers, its letters as they are."""
    return json.dumps(answer.json() if answer.content else "", ensure_ascii=False)


def _typed(value):
    if isinstance(value, tuple):
        return "\n".join(value)
    return "" if value is None else str(value)
