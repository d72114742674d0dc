"""Nothing of a private place is told by any page or service, its own or Plone's."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from publishing import REFUSED, answer, walked
from registered import pages, services

from katrineholm.socialhub.accounts.channels.interfaces import IOpenedByKey
from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put

pytestmark = pytest.mark.usefixtures("framed")

OWNER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
WORD = "Hemligheten"
TOLD = {"title": f"{WORD} A", "description": f"{WORD} B", "purpose": f"{WORD} C"}
HUB, KULTUR, CHANNEL, PLACE, PARTY = (
    *("/plone/hub", "/plone/hub/kultur", "/plone/hub/kultur/bloggen", "/plone/hub/kultur/plats"),
    "/plone/hub/partiet",
)
ACCOUNTS = {
    CHANNEL: ("Channel", "https://bloggen.example.se/"),
    PLACE: ("FacebookPlace", "https://www.facebook.com/plats"),
}
# What is done to a hub where everything is public, and what is private then.
PRIVATE = {
    "a private hub": ("retract", HUB, (HUB, KULTUR, CHANNEL, PLACE, PARTY)),
    "a private administration": ("retract", KULTUR, (KULTUR, CHANNEL, PLACE)),
    "a draft": ("draft", CHANNEL, (CHANNEL,)),
    "a reported channel": ("reported", CHANNEL, (CHANNEL,)),
    "a place's draft": ("draft", PLACE, (PLACE,)),
    "a reported place": ("reported", PLACE, (PLACE,)),
}


@pytest.fixture(params=PRIVATE)
def private(request, functional_administration, once):
    """What is private, by address."""
    step, changed, hidden = PRIVATE[request.param]
    hub = functional_administration.__parent__
    once(request.param, lambda: make_private(hub, step, changed))
    return {path: hub.unrestrictedTraverse(path) for path in hidden}


def make_private(hub, step, changed):
    make = api.content.create
    with api.env.adopt_user(SITE_OWNER_NAME):
        for path, (portal_type, profile_url) in ACCOUNTS.items():
            id = path.rpartition("/")[2]
            made = make(hub.kultur, portal_type, id, profile_url=profile_url, **TOLD)
            put(made, step if path == changed else "official")
        make(hub, "CouncilParty", "partiet", abbreviation="P")
        if step == "retract":
            api.content.transition(hub.unrestrictedTraverse(changed), step)


@pytest.fixture
def draft(make_functional_channel):
    """A channel that is not reported yet."""
    return make_functional_channel("bloggen", state="draft", **TOLD)


@pytest.fixture(params=["anonymous", "Member"])
def login(request, functional_portal, person):
    """Who asks: nobody in particular, or a member of the site without any part in the hub."""
    return person("Member") if request.param == "Member" else None


@pytest.mark.long
def test_no_page_is_even_called(private, login):
    called = {
        url
        for path, place in private.items()
        for url in (path, *(f"{path}/@@{page}" for page in pages(place)))
        if _is_called(place, url, login=login)
    }
    assert called == set()


def test_no_service_is_even_called(private, login):
    called = {
        (method, url)
        for path, place in private.items()
        for method, name in services(place)
        if _is_called(place, url := f"{path}/{name}", method, login, "application/json")
    }
    assert called == set()


@pytest.mark.parametrize("page", ["", "/sitemap", "/@@main_template", "/@@about"])
def test_the_words_of_a_draft_are_nowhere(draft, page):
    assert WORD in answer(f"{CHANNEL}{page}", login=OWNER).text
    for accept in ("text/html", "application/json"):
        found = answer(f"{CHANNEL}{page}", accept=accept)
        assert found.status in (302, 401)
        assert WORD not in found.text


@pytest.mark.parametrize("page", ["no-such-page", "workflow_history/get", "@@no-such-page"])
def test_a_page_that_does_not_exist_tells_nothing_either(draft, page):
    found = answer(f"{CHANNEL}/{page}")
    assert found.status in (302, 404)
    assert WORD not in found.text


def _is_called(place, *asked, **options):
    try:
        found = walked(place.getPhysicalRoot(), *asked, **options)
    except REFUSED:
        return False
    return not IOpenedByKey.providedBy(found)
