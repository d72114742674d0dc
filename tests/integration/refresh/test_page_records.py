"""What a connected Facebook page has published is kept for the record, and is nowhere shown."""

import io

import pytest
import transaction
from interfaceserver import TOKEN, played
from PIL import Image

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.registration.connections import (
    Connection,
    connection_of,
    store_connection,
)
from katrineholm.socialhub.core.sources.vault import default_vault, encrypt_secrets
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.pictures import stored_pictures
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.page_records import retrieve_records
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
    assert paths == [f"/v25.0/{PAGE}/published_posts"] * 2


def test_the_next_look_costs_one_request_and_writes_nothing(worker, clock, channel, interface):
    retrieve_records(worker)
    clock.now += 3600
    worker.beat()
    before = worker.site._p_jar.db().lastTransaction()
    asked = len(interface.asked)
    retrieve_records(worker)
    assert len(interface.asked) == asked + 1
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
