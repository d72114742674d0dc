"""What is kept for the record only comes out by no door but those of the channel's editors."""

import pytest
import transaction
from helpers.core.downloads import instagram
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zope.component import getGlobalSiteManager
from zope.interface import Interface

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.public.downloads.bringing import bring_in

SECRET = "Hemligt i arkivet"
MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
# Where editors are to find it.
EDITORS = {"@@hidden-entries"}
# What writes, or is no page.
PASSED_OVER = {"@@messages.js"}


@pytest.fixture
def kept(channel, paint):
    """The entry, and the name of its picture."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        files = [instagram(SECRET, "En annan", pictures=[paint()])]
        bring_in(channel, files, record_only=True)
    transaction.commit()
    timeline = timeline_of(hub_of(channel))
    [entry] = [each for each in timeline.all(channel.UID()) if each["title"] == SECRET]
    [picture] = timeline.pictures(entry)
    return entry["entry_id"], picture["name"]


def doors(place):
    """The names of our pages, and of our services that are got, for a place."""
    for each in getGlobalSiteManager().registeredAdapters():
        ours = len(each.required) == 2 and each.required[1] is ISocialHubLayer
        if ours and each.provided is Interface and each.required[0].providedBy(place):
            method, is_service, service = each.name.partition("_application_json_")
            if not is_service:
                yield f"@@{each.name}"
            elif method == "GET" and service:
                yield service


@pytest.mark.parametrize("login", [(), MANAGER], ids=["anonymous", "manager"])
def test_no_page_and_no_service_shows_it(kept, channel, browse, request_factory, login):
    hub = hub_of(channel)
    page, service = browse(*login), request_factory(basic_auth=login or None)
    looked, found = 0, []
    for path, place in (("hub", hub), ("hub/kultur", hub.kultur), ("hub/kultur/insta", channel)):
        for name in sorted({*doors(place)} - EDITORS):
            session = service if name.startswith("@") and name[1] != "@" else page
            answer = session.get(f"{path}/{name}")
            looked += answer.status_code == 200
            if SECRET in answer.text or kept[0] in answer.text:
                found.append((path, name))
    assert found == []
    assert looked > 20
    assert (SECRET in page.get("hub/kultur/insta/@@hidden-entries").text) is bool(login)


@pytest.mark.parametrize("login", [(), MANAGER], ids=["anonymous", "manager"])
def test_neither_its_own_page_nor_its_picture_is_there(kept, browse, request_factory, login):
    entry, picture = kept
    page, service = browse(*login), request_factory(basic_auth=login or None)
    assert page.get(f"hub/@@entry/{entry}").status_code == 404
    assert page.get(f"hub/@@picture/{entry}/{picture}").status_code == 404
    assert service.get(f"hub/kultur/insta/@entries/{entry}").status_code == 404


def test_it_counts_nowhere(kept, channel):
    timeline = timeline_of(hub_of(channel))
    uid = channel.UID()
    assert (timeline.size(uid), timeline.newest(uid)) == (0, None)
    assert (timeline.count([uid]), timeline.months([uid])) == (0, [])
    assert timeline.waiting([uid], 9) == []
