"""What a connected Facebook page has published is kept for the record, and is nowhere shown."""

import io

import pytest
import transaction
from interfaceserver import TOKEN, played
from PIL import Image

from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.registration.connections import (
    Connection,
    connection_of,
    store_connection,
)
from katrineholm.socialhub.accounts.registration.source_values import connection_values
from katrineholm.socialhub.core.sources.vault import default_vault, encrypt_secrets
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.entry import CONTENT_FIELDS
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.missing_media import missing_media
from katrineholm.socialhub.core.timeline.originals import stored_original
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.pictures import stored_pictures
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.refresh.page_records import RECORD_CHORE, retrieve_records
from katrineholm.socialhub.refresh.pictures import fetch_pictures

PAGE = "100900100200300"
FACEBOOK = {
    "profile_url": "https://www.facebook.com/kulturen",
    "feed_url": None,
    "platform": "facebook",
    "link_only_reason": "Facebook är undantaget.",
}

pytestmark = pytest.mark.usefixtures("no_haste")


@pytest.fixture
def channel(interface, make_functional_channel):
    """A page that is connected; its interface has forty posts."""
    interface.tokens[TOKEN] = played.Account(PAGE, "kulturen", posts(40))
    return connect(make_functional_channel("ansiktet", **FACEBOOK), TOKEN)


def connect(channel, token):
    cipher = encrypt_secrets(default_vault(), channel.UID(), {"token": token})
    kept = Connection("facebook", PAGE, "kulturen", cipher, "anna", 1, 1, 0)
    store_connection(hub_of(channel), channel.UID(), kept)
    transaction.commit()
    return channel


def posts(number, picture="", signed=""):
    """So many posts of a page, the newest first."""
    return [
        {
            "id": f"{PAGE}_{each}",
            "message": f"Inlägg {each}",
            "permalink_url": f"https://www.facebook.com/kulturen/posts/{each}",
            "created_time": f"2026-0{1 + each // 28}-{1 + each % 28:02}T10:00:00+0000",
        }
        | ({"full_picture": f"{picture}{each}.png{signed}"} if picture else {})
        for each in range(number, 0, -1)
    ]


def kept(channel):
    transaction.begin()
    return list(all_entries(timeline_of(hub_of(channel)), channel.UID()))


def again(worker, clock, seconds=3600):
    clock.now += seconds
    retrieve_records(worker)


def test_every_post_is_kept_and_none_is_seen(worker, channel, interface):
    retrieve_records(worker)
    found = kept(channel)
    assert [found[0]["title"], found[-1]["title"]] == ["Inlägg 40", "Inlägg 1"]
    assert len(found) == 40
    assert all(each["record"] for each in found)
    timeline = timeline_of(hub_of(channel))
    assert (
        channel_outline(timeline, channel.UID()).entries,
        channel_outline(timeline, channel.UID()).newest,
    ) == (0, None)
    paths = [path for _method, path, _query in interface.asked]
    assert paths == [f"/v25.0/{PAGE}/published_posts"] * 2 + [f"/v25.0/{PAGE}/stories"]


def test_the_next_look_costs_a_request_for_each_and_writes_nothing(
    worker, clock, channel, interface
):
    retrieve_records(worker)
    clock.now += 3600
    worker.beat()
    before = worker.site._p_jar.db().lastTransaction()
    asked = len(interface.asked)
    retrieve_records(worker)
    assert len(interface.asked) == asked + 2
    assert worker.site._p_jar.db().lastTransaction() == before


def test_what_is_changed_there_is_another_version_here(worker, clock, channel, interface):
    retrieve_records(worker)
    interface.tokens[TOKEN].posts[0]["message"] = "Inlägg 40, rättat"
    again(worker, clock)
    [newest, *rest] = kept(channel)
    assert (newest["title"], len(rest)) == ("Inlägg 40, rättat", 39)
    assert [each["title"] for each in version_list(newest)] == ["Inlägg 40"]


def test_pictures_are_copied_and_signing_them_anew_is_no_change(
    worker, clock, channel, interface, server
):
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "teal").save(out, "PNG")
    for each in range(1, 4):
        server.says(f"/{each}.png?oe=1", out.getvalue(), Content_Type="image/png")
    account = interface.tokens[TOKEN]
    account.posts = posts(3, server.url("/"), "?oe=1")
    retrieve_records(worker)
    assert fetch_pictures(worker) == 3
    timeline = timeline_of(hub_of(channel))
    assert [len(stored_pictures(timeline, each)) for each in kept(channel)] == [1, 1, 1]
    account.posts = posts(4, server.url("/"), "?oe=2")
    again(worker, clock)
    found = kept(channel)
    assert len(found) == 4
    assert [version_list(each) for each in found] == [[], [], [], []]
    assert [len(stored_pictures(timeline, each)) for each in found] == [0, 1, 1, 1]


def test_a_token_that_has_ended_is_noted_and_not_tried_again(worker, clock, channel, interface):
    interface.ended.add(TOKEN)
    retrieve_records(worker)
    assert connection_of(channel).problem == "token_ended"
    again(worker, clock, 9 * 3600)
    assert len(interface.asked) == 1
    assert kept(channel) == []


def test_a_service_that_wants_peace_gets_it(worker, clock, channel, interface):
    interface.used = 100
    retrieve_records(worker)
    interface.used = 0
    again(worker, clock, 1800)
    assert len(interface.asked) == 1
    again(worker, clock, -400 * 24 * 3600)  # the clock was wrong: that is no peace of a year
    assert len(interface.asked) > 1
    again(worker, clock, 400 * 24 * 3600 + 3600)
    assert len(kept(channel)) == 40


def test_nothing_is_kept_when_a_page_does_not_come(worker, channel, interface):
    interface.replies["/published_posts"] = (200, {}, b"<html>Log in</html>")
    retrieve_records(worker)
    assert kept(channel) == []


def test_what_the_app_has_to_sign_is_signed(worker, clock, channel, interface, app):
    interface.app = "1|another"
    retrieve_records(worker)
    assert kept(channel) == []
    interface.app = app
    again(worker, clock, 9 * 3600)
    assert len(kept(channel)) == 40


def test_pages_that_had_no_time_come_first_in_the_next_run(
    worker, clock, channel, interface, make_functional_channel, monkeypatch
):
    monkeypatch.setenv("SOCIALHUB_HOST_SPACING", "2.5")
    pages = [channel, connect(make_functional_channel("andra", **FACEBOOK), TOKEN)]
    worker.chore_seconds = 2
    retrieve_records(worker)
    assert sorted(len(kept(each)) for each in pages) == [0, 40]
    again(worker, clock)
    assert [len(kept(each)) for each in pages] == [40, 40]


def story(number, server, kind="photo"):
    """A story of the page, with its photo or film."""
    return {
        **{"post_id": f"9{number}", "status": "PUBLISHED", "media_type": kind},
        **{"creation_time": "1781863200", "media_id": f"7{number}"},
        "url": f"https://www.facebook.com/stories/1/{number}",
    }


@pytest.fixture
def stories(channel, interface, server):
    """The page's account, with a photo and a film as its stories and no posts."""
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "teal").save(out, "JPEG")
    server.says("/photo.jpg", out.getvalue(), Content_Type="image/jpeg")
    account = interface.tokens[TOKEN]
    account.posts = []
    account.stories = [story(2, server, "video"), story(1, server)]
    sizes = [{"width": 9, "source": server.url("/thumb.jpg")}]
    account.media = {
        "71": {"images": [*sizes, {"width": 99, "source": server.url("/photo.jpg")}]},
        "72": {"picture": server.url("/photo.jpg"), "source": server.url("/film.mp4")},
    }
    return account


def test_stories_are_kept_with_their_pictures_and_never_shown(worker, channel, stories):
    retrieve_records(worker)
    assert fetch_pictures(worker) == 1
    timeline, found = timeline_of(hub_of(channel)), kept(channel)
    assert [each["record"] for each in found] == ["story", "story"]
    assert [len(stored_pictures(timeline, each)) for each in found] == [1, 1]
    assert [stored_original(timeline, each["images"][0]["src"]).type for each in found] == [
        "image/jpeg"
    ] * 2
    lost = [medium.why for each in found for medium in missing_media(timeline, each)]
    assert lost == ["film"]
    assert latest_entries(timeline, [channel.UID()]) == []


def test_a_story_s_picture_is_copied_within_the_hour(worker, clock, channel, stories):
    told, stories.stories = stories.stories, []
    retrieve_records(worker)
    assert fetch_pictures(worker) == 0
    stories.stories = told
    again(worker, clock, RECORD_CHORE.every)
    assert fetch_pictures(worker) == 1


def test_a_story_that_vanishes_is_not_withdrawn(worker, clock, channel, stories):
    retrieve_records(worker)
    stories.stories = []
    for _hour in range(30):
        again(worker, clock)
    assert [each["withdrawn"] for each in kept(channel)] == [None, None]
    assert post_acts.act_times(hub_of(channel), "withdraw") == set()


def test_a_feed_of_the_same_channel_withdraws_no_story(worker, channel, stories):
    retrieve_records(worker)
    timeline, found = timeline_of(hub_of(channel)), kept(channel)
    post = {name: found[0][name] for name in CONTENT_FIELDS}
    post |= {"keys": ("id:p",), "id": "p", "link": "https://www.facebook.com/p", "published": 1}
    for now in (1_800_000_000, 1_800_003_600, 1_800_007_200):
        store_document(timeline, channel.UID(), [post], now=now, floor=0)
    assert [each["withdrawn"] for each in all_entries(timeline, channel.UID())] == [None] * 3


def test_stories_are_asked_for_at_least_each_hour():
    assert RECORD_CHORE.every <= 3600


def test_a_token_without_the_right_to_stories_still_gives_posts(
    worker, clock, channel, interface, stories
):
    interface.tokens[TOKEN].posts = posts(3)
    refused = played.refused(403, 200, "Permissions error")
    interface.replies[f"{PAGE}/stories"] = refused
    retrieve_records(worker)
    assert len(kept(channel)) == 3
    kept_connection = connection_of(channel)
    assert kept_connection.problem == ""
    told = connection_values(kept_connection, channel)["problem"]
    assert told.startswith("Händelser (stories) kan inte bevaras. Åtkomstnyckeln saknar")
    del interface.replies[f"{PAGE}/stories"]
    again(worker, clock)
    assert len(kept(channel)) == 5
    assert connection_values(kept_connection, channel)["problem"] == ""


def test_an_archived_story_is_none_of_today(worker, channel, stories):
    stories.stories = [story(1, None) | {"status": "ARCHIVED"}]
    retrieve_records(worker)
    assert kept(channel) == []
