"""Every portlet, ours and Plone's own, is placed, changed and removed on every type of content.

The portlets are those that the site registers for a column.
"""

import re

import pytest
import transaction
from lxml import html
from plone import api
from plone.app.portlets.interfaces import IColumn
from plone.app.testing import SITE_OWNER_NAME
from plone.portlets.interfaces import (
    ILocalPortletAssignable,
    IPortletAssignmentMapping,
    IPortletManager,
    IPortletType,
)
from zope.component import getMultiAdapter, getUtilitiesFor, getUtility, queryMultiAdapter

from katrineholm.socialhub.setup.handlers import TYPES

COLUMN = "++contextportlets++plone.rightcolumn"
TOKEN = re.compile(r'name="_authenticator" value="(\w+)"|data-token="(\w+)"')
PLACES = {
    "Plone Site": "",
    "Document": "sidan/",
    "Folder": "mappen/",
    "SocialHub": "hub/",
    "Administration": "hub/kultur/",
    "Channel": "hub/kultur/bloggen/",
    "FacebookPlace": "hub/kultur/sidan/",
    "CouncilParty": "hub/partiet/",
}
# The portlet of a collection needs one.
SITE_OWN = (("Document", "sidan"), ("Folder", "mappen"), ("Collection", "samlingen"))
OURS = [
    f"katrineholm.socialhub.portlet.{each}" for each in ("channels", "facebook", "feed", "parties")
]
# What an editor writes where a form asks for something and has not filled it in itself.
WRITTEN = {
    "header": "Min rubrik",
    "name": "Namnet",
    "text": "<p>Texten</p>",
    "url": "https://example.se/rss",
    "template": "portlet_min",
}
# Plone lets those who run the site place portlets; the office does so by our doing.
MAY = {"Information Officer", "Site Administrator", "Manager"}
EVERYBODY = ("anonymous", "Member", "Reader", "Contributor", "Editor", "Reviewer", *sorted(MAY))


@pytest.fixture
def site(functional_portal, make_functional_channel, once):
    """A site with something of every type."""
    make_functional_channel("bloggen")
    once("every type", lambda: make_every_type(functional_portal))
    return functional_portal


def make_every_type(functional_portal):
    hub, address = functional_portal.hub, "https://www.facebook.com/katrineholm"
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(hub.kultur, "FacebookPlace", "sidan", title="S", profile_url=address)
        api.content.create(hub, "CouncilParty", "partiet", title="P", abbreviation="P")
        for portal_type, id in SITE_OWN:
            made = api.content.create(functional_portal, portal_type, id, title="Ett ställe")
            api.content.transition(made, "publish")


def kinds_of_portlets():
    """The add forms of all portlets that the site offers for a column."""
    found = (kind for _name, kind in getUtilitiesFor(IPortletType))
    return sorted(kind.addview for kind in found if any(map(IColumn.isOrExtends, kind.for_)))


class Column:
    """What somebody does in the right column of a place."""

    def __init__(self, site, session, path):
        self.site, self.session, self.url = site, session, f"{path}{COLUMN}"
        self.token = token_of(session.get(f"{path}@@manage-portlets").text)

    def placed(self):
        """What hangs there."""
        transaction.begin()
        place = at(self.site, self.url.removesuffix(COLUMN))
        manager = getUtility(IPortletManager, name="plone.rightcolumn")
        return getMultiAdapter((place, manager), IPortletAssignmentMapping)

    def add(self, kind):
        """The name of what was placed by its form, or by the first click where it has none."""
        before, url = {*self.placed()}, f"{self.url}/+/{kind}"
        answer = self.session.get(url, params={"_authenticator": self.token}, allow_redirects=False)
        if answer.status_code == 200:
            answer = self.post(url, "add", self.filled(answer.text))
        assert answer.status_code == 302, (kind, "add", answer.status_code)
        [name] = {*self.placed()} - before
        return name

    def change(self, name):
        """Open and save the form of what hangs there; some have none."""
        if queryMultiAdapter((self.placed()[name], self.site.REQUEST), name="edit") is None:
            return
        url = f"{self.url}/{name}/edit"
        answer = self.session.get(url)
        assert answer.status_code == 200, (name, "edit", answer.status_code)
        answer = self.post(url, "apply", self.filled(answer.text))
        assert answer.status_code == 302, (name, "save", answer.status_code)

    def remove(self, name):
        answer = self.post(f"{self.url}/@@delete-portlet", "", {"name": name})
        assert answer.status_code in (200, 302), (name, "remove", answer.status_code)
        assert name not in self.placed()

    def filled(self, text):
        """What a portlet's form holds once an editor has filled it in."""
        [form] = [
            each for each in html.fromstring(text).forms if "/++contextportlets" in each.action
        ]
        values, asked = dict(form.form_values()), WRITTEN | {"uid": self.site.samlingen.UID()}
        named = {f"form.widgets.{name}": value for name, value in asked.items()}
        return values | {
            name: named[name] for name in named if name in form.fields and not values.get(name)
        }

    def post(self, url, button, values):
        data = values | {"_authenticator": self.token, f"form.buttons.{button}": "1"}
        return self.session.post(url, data=data, allow_redirects=False)


def at(site, path):
    return site.unrestrictedTraverse(path.rstrip("/")) if path else site


def token_of(text):
    found = TOKEN.search(text)
    return found[1] or found[2]


@pytest.mark.parametrize("path", PLACES.values(), ids=PLACES)
def test_every_portlet_is_placed_changed_and_removed(site, browse, person, path):
    column = Column(site, browse(*person("Site Administrator")), path)
    assert len(kinds_of_portlets()) > len(OURS)
    for kind in kinds_of_portlets():
        name = column.add(kind)
        column.change(name)
        column.remove(name)


def test_the_places_are_of_every_type_and_ours_are_among_the_portlets(site):
    found = [at(site, path) for path in PLACES.values()]
    assert [each.portal_type for each in found] == list(PLACES)
    assert all(ILocalPortletAssignable.providedBy(each) for each in found)
    assert ({*TYPES} - {*PLACES}, {*OURS} - {*kinds_of_portlets()}) == (set(), set())


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_portlet_is_placed_by_whoever_may_and_others_are_refused(site, browse, person, who):
    session = browse(*person(who)) if who != "anonymous" else browse()
    pages = ("@@manage-portlets", *(f"{COLUMN}/+/{kind}" for kind in (OURS[0], "portlets.News")))
    wrong = {}
    for url in [f"{path}{page}" for path in PLACES.values() for page in pages]:
        answer = session.get(url, allow_redirects=False).status_code
        if not (answer == 200 if who in MAY else answer in (302, 401, 403)):
            wrong[url] = answer
    assert wrong == {}
