"""What may arrive at a place."""

import json

import pytest
import transaction
from lxml import html
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels.interfaces import IChannel
from katrineholm.socialhub.accounts.lifecycle.steps import place

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
PEOPLE = {name: GOOD[name] for name in ("responsible", "substitute", "purpose", "contact_email")}


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
        page = html.fromstring(self.browser.get(url).text)
        [form] = page.xpath(f'//form[.//*[@name="form.buttons.{button}"]]')
        given = {f"form.widgets.{name}": _typed(value) for name, value in changes.items()}
        # A person's name and e-mail are two fields; what is given is the whole person.
        given |= {f"{name}.email": "" for name in given if f"{name}.email" in form.fields}
        data = dict(form.form_values()) | given | {f"form.buttons.{button}": "1"}
        return told(self.browser.post(url, data=data).text)

    def token(self):
        page = html.fromstring(self.browser.get("hub/@@import").text)
        return page.xpath('//input[@name="_authenticator"]/@value')[0]


@pytest.fixture
def site(functional_portal, make_functional_channel, browse, manager_request):
    """``bloggen``, official and whole, with its own contact; ``annan``, official beside it."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        for name, email in (("anna", "anna@example.se"), ("utan", "utan@example.se")):
            api.user.create(email, name, "correct-horse-battery")
        api.user.get("utan").setMemberProperties({"email": ""})
        users = functional_portal.acl_users.source_users
        users.updateUser("anna", "anna-login")
        functional_portal.hub.kultur.email = functional_portal.hub.kultur.phone = None
    make_functional_channel("bloggen", **GOOD)
    make_functional_channel("annan", title="Annan", **PEOPLE)
    return Site(functional_portal, browse, manager_request)


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


@pytest.fixture
def relying(site):
    """``bloggen`` with no contact of its own: its administration's is what the public is told."""
    site.channel.contact_email = None
    site.portal.hub.kultur.email = "kultur@example.se"
    transaction.commit()
    return site


def test_a_channel_on_the_list_is_not_moved_to_where_it_has_no_contact(relying):
    with api.env.adopt_user(SITE_OWNER_NAME):
        school = api.content.create(relying.portal.hub, "Administration", "skola", title="Skola")
    transaction.commit()
    url = relying.channel.absolute_url()
    answer = relying.request.post("hub/skola/@move", json={"source": url})
    assert (answer.status_code, "Officiell kontakt saknas" in said(answer)) == (400, True)
    assert relying.channel.absolute_url() == url
    school.phone = "1"
    transaction.commit()
    assert relying.request.post("hub/skola/@move", json={"source": url}).status_code == 200


def test_a_channel_on_the_list_is_not_moved_to_a_hub_that_lists_its_account(site):
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(site.portal, "SocialHub", "annat", title="Annat")
        school = api.content.create(other, "Administration", "skola", title="Skola")
        twin = api.content.create(school, "Channel", "ny", **GOOD)
        place(twin, "reported")
        twin.reindexObject()
    transaction.commit()
    for source in ("hub/kultur/bloggen", "hub/kultur"):
        target = "annat/skola" if source.endswith("bloggen") else "annat"
        url = f"{site.portal.absolute_url()}/{source}"
        answer = site.request.post(f"{target}/@move", json={"source": url})
        assert (answer.status_code, "Kontot finns redan" in said(answer)) == (400, True)
        assert site.channel.absolute_url().endswith("hub/kultur/bloggen")
