"""What is kept for the record only comes out by no door but those of the channel's editors."""

from dataclasses import dataclass

import pytest
import transaction
from helpers.core.downloads import instagram
from interfaceserver import TOKEN, played
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zope.component import getGlobalSiteManager
from zope.interface import Interface

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.registration.connections import Connection, store_connection
from katrineholm.socialhub.core.sources.vault import default_vault, encrypt_secrets
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.pictures import stored_pictures
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.review_queue import queued_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import entry_count, months_with_entries
from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.public.posting.download_import import import_download
from katrineholm.socialhub.refresh.page_records import retrieve_records
from katrineholm.socialhub.refresh.pictures import fetch_pictures

SECRET = "Hemligt i arkivet"
FACEBOOK = {
    "profile_url": "https://www.facebook.com/kulturen",
    "feed_url": None,
    "platform": "facebook",
    "link_only_reason": "Facebook är undantaget.",
}
MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
# Where editors are to find it.
EDITORS = {"@@hidden-entries", "@@record", "@record"}
# What writes, or is no page.
PASSED_OVER = {"@@messages.js"}


@dataclass(frozen=True)
class Kept:
    """An entry that is for the record only: its channel, its id, and its picture's name."""

    channel: object
    entry: str
    picture: str


@pytest.fixture
def kept(by_token, by_download):
    """Such an entry by each way that it can come in."""
    transaction.begin()
    return [found_in(channel) for channel in (by_token, by_download)]


def found_in(channel):
    timeline = timeline_of(hub_of(channel))
    [entry] = [each for each in all_entries(timeline, channel.UID()) if each["title"] == SECRET]
    [picture] = stored_pictures(timeline, entry)
    return Kept(channel, entry["entry_id"], picture["name"])


@pytest.fixture
def by_download(instagram_channel, paint):
    """A channel with a download that is brought in for the record."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        files = [instagram(SECRET, "En annan", pictures=[paint()])]
        import_download(instagram_channel, files, record_only=True)
    transaction.commit()
    return instagram_channel


@pytest.fixture
def by_token(interface, make_functional_channel, worker, server, paint, monkeypatch):
    """A Facebook page that is connected, and has been retrieved."""
    monkeypatch.setenv("SOCIALHUB_HOST_SPACING", "0")
    server.says("/park.png", paint(), Content_Type="image/png")
    post = {"id": "1_2", "message": SECRET, "permalink_url": "https://www.facebook.com/k/posts/2"}
    post |= {"created_time": "2026-06-19T10:00:00+0000", "full_picture": server.url("/park.png")}
    interface.tokens[TOKEN] = played.Account("1", "kulturen", [post])
    channel = make_functional_channel("ansiktet", **FACEBOOK)
    cipher = encrypt_secrets(default_vault(), channel.UID(), {"token": TOKEN})
    kept = Connection("facebook", "1", "kulturen", cipher, "anna", 1, 1, 0)
    store_connection(hub_of(channel), channel.UID(), kept)
    transaction.commit()
    retrieve_records(worker)
    assert fetch_pictures(worker) == 1
    return channel


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
def test_no_page_and_no_service_shows_it(kept, browse, request_factory, login):
    page, service = browse(*login), request_factory(basic_auth=login or None)
    hub = hub_of(kept[0].channel)
    places = {"hub": hub, "hub/kultur": hub.kultur} | {path(each): each.channel for each in kept}
    looked, found = 0, []
    for at, place in places.items():
        for name in sorted({*doors(place)} - EDITORS):
            # The site around a page is looked through once in each place.
            bare = "" if name == "@@view" or name[1] != "@" else "?ajax_load=1"
            session = service if name[1] != "@" else page
            answer = session.get(f"{at}/{name}{bare}", allow_redirects=False)
            looked += answer.status_code == 200
            if any(told in answer.text for told in (SECRET, *(each.entry for each in kept))):
                found.append((at, name))
    assert found == []
    assert looked > 20
    for each in kept:
        assert (SECRET in page.get(f"{path(each)}/@@hidden-entries").text) is bool(login)


@pytest.mark.parametrize("login", [(), MANAGER], ids=["anonymous", "manager"])
def test_neither_its_own_page_nor_its_picture_is_there(kept, browse, request_factory, login):
    page, service = browse(*login), request_factory(basic_auth=login or None)
    for each in kept:
        assert page.get(f"hub/@@entry/{each.entry}").status_code == 404
        assert page.get(f"hub/@@picture/{each.entry}/{each.picture}").status_code == 404
        assert service.get(f"{path(each)}/@entries/{each.entry}").status_code == 404


def test_it_counts_nowhere(kept):
    timeline = timeline_of(hub_of(kept[0].channel))
    for uid in (each.channel.UID() for each in kept):
        assert (channel_outline(timeline, uid).entries, channel_outline(timeline, uid).newest) == (
            0,
            None,
        )
        assert (entry_count(timeline, [uid]), months_with_entries(timeline, [uid])) == (0, [])
        assert queued_entries(timeline, [uid], 9) == []


def path(kept):
    return f"hub/kultur/{kept.channel.getId()}"
