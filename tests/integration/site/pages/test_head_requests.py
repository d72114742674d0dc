"""HEAD answers as GET, for every public page, feed and picture that is registered."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from registered import JSON, services
from zope.component import getGlobalSiteManager
from zope.interface import Interface

from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.interfaces import ISocialHubLayer

PICTURE = "https://cdn.example.se/a.jpg"
# What another answer has, too, for no other reason than that it was made later.
OWN = {"Date", "Set-Cookie"}


@pytest.fixture
def places(functional_portal, make_functional_channel, keep):
    """The public places, with what an address of theirs ends in, by the page's name."""
    channel = make_functional_channel("bloggen", kind="blog")
    entry = keep(channel, title="Inlägg", images=(Image(PICTURE, "A"),))
    hub = functional_portal.hub
    name = add_picture(timeline_of(hub), entry, PICTURE, b"RIFF....WEBP", 2, 1, "image/webp")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(hub, "CouncilParty", "partiet", title="P", abbreviation="P")
    transaction.commit()
    endings = {"entry": f"/{entry}", "picture": f"/{entry}/{name}", "kit-file": "/avatar.svg"}
    found = {
        "": functional_portal,
        "hub": hub,
        "hub/kultur": hub.kultur,
        "hub/partiet": hub.partiet,
    }
    return {**found, "hub/kultur/bloggen": channel}, endings


def ours(place):
    """The names of the add-on's own pages for a place."""
    found = getGlobalSiteManager().registeredAdapters()
    layered = (each for each in found if each.required[1:] == (ISocialHubLayer,))
    pages = (each for each in layered if each.provided is Interface and JSON not in each.name)
    return sorted(each.name for each in pages if each.required[0].providedBy(place))


def told(answer):
    return {name: value for name, value in answer.headers.items() if name not in OWN}


def test_every_public_page_feed_and_picture_answers_alike(places, browse):
    found, endings = places
    small = f"hub/@@picture{endings['picture']}"
    differing, asked = {}, 0
    for path, place in found.items():
        pages = (f"{path}/@@{name}{endings.get(name, '')}" for name in ours(place))
        for each in (path, *pages):
            # The server takes no more than a hundred connections at once.
            with browse() as session:
                get = session.get(each, allow_redirects=False)
                if get.status_code != 200:
                    continue
                head = session.head(each, allow_redirects=False)
                asked += 1
                if (head.status_code, told(head), head.content) != (200, told(get), b""):
                    differing[each] = head.status_code, told(get).items() ^ told(head).items()
                # Nothing of a body is left on the connection for the next answer to begin with.
                assert session.get(small).content == b"RIFF....WEBP"
    assert asked > 40
    assert differing == {}


@pytest.mark.parametrize(
    ("path", "status"), [("hub/finns-inte", 404), ("hub/@@board", 302), ("hub/@@entry/0", 404)]
)
def test_what_is_not_public_says_so_without_a_body(places, browse, path, status):
    get, head = (browse().request(each, path, allow_redirects=False) for each in ("GET", "HEAD"))
    assert get.status_code == head.status_code
    assert head.content == b""


def test_who_has_a_page_is_told_so(places, browse):
    tag = browse().get("hub").headers["ETag"]
    assert browse().head("hub", headers={"If-None-Match": tag}).status_code == 304


def test_every_service_answers_alike(places, browse):
    session = browse()
    session.headers["Accept"] = "application/json"
    differing, asked = {}, 0
    for path, place in places[0].items():
        for name in sorted(name for method, name in services(place) if method == "GET"):
            get, head = (session.request(each, f"{path}/{name}") for each in ("GET", "HEAD"))
            asked += get.status_code == 200
            if (head.status_code, told(head), head.content) != (get.status_code, told(get), b""):
                differing[f"{path}/{name}"] = get.status_code, head.status_code
    assert asked > 10
    assert differing == {}
