"""Connected accounts are retrieved in the worker's rounds like any other channel."""

import io
from urllib.parse import urlsplit

import pytest
import transaction
from helpers.integration.refresh import INSTAGRAM
from interfaceserver import NUMBER, TOKEN, played, posts
from PIL import Image

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.registration.connections import Connection, store_connection
from katrineholm.socialhub.core.feeds.model import Entry
from katrineholm.socialhub.core.sources.vault import default_vault, encrypt_secrets
from katrineholm.socialhub.core.timeline.pictures import stored_pictures
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.refresh.answer_storage import store_entry
from katrineholm.socialhub.refresh.manual_retrieval import fetch_now
from katrineholm.socialhub.refresh.pictures import fetch_pictures
from katrineholm.socialhub.refresh.state_storage import load_state

pytestmark = pytest.mark.usefixtures("no_haste")


@pytest.fixture
def channel(interface, make_functional_channel):
    """A channel that is connected since long ago."""
    channel = make_functional_channel("insta", **INSTAGRAM)
    cipher = encrypt_secrets(default_vault(), channel.UID(), {"token": TOKEN})
    kept = Connection("instagram", NUMBER, "kulturen", cipher, "anna", 1, 1, 0)
    store_connection(hub_of(channel), channel.UID(), kept)
    transaction.commit()
    return channel


def run(worker, clock=None, seconds=0):
    """What came of a round, by the channel's short name."""
    if clock:
        clock.now += seconds
    told = {}
    worker.round(report=lambda each, result: told.update({each.path.rpartition("/")[2]: result}))
    transaction.begin()
    return told


def entries(channel):
    transaction.begin()
    return latest_entries(timeline_of(hub_of(channel)), [channel.UID()], size=200)


def test_a_hundred_posts_with_pictures_come_in_one_round(worker, clock, channel, interface, server):
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "teal").save(out, "PNG")
    account = interface.tokens[TOKEN]
    account.posts = [
        each | {"media_url": server.url(f"/{each['id']}.png")} for each in posts(100, "x")
    ]
    for each in account.posts:
        server.says(urlsplit(each["media_url"]).path, out.getvalue(), Content_Type="image/png")
    result = run(worker)["insta"]
    assert (result.status, len(result.changes.new)) == ("ok", 100)
    assert len(interface.asked) == 4
    while fetch_pictures(worker):
        pass
    transaction.begin()
    timeline = timeline_of(hub_of(channel))
    assert all(len(stored_pictures(timeline, each)) == 1 for each in entries(channel))
    clock.now += 1799
    worker.beat()
    before = worker.site._p_jar.db().lastTransaction()
    assert run(worker, clock, 1)["insta"].status == "unchanged"
    assert len(interface.asked) == 5
    assert worker.site._p_jar.db().lastTransaction() == before


@pytest.mark.parametrize("first", ["hand", "token"])
def test_a_post_by_hand_and_by_token_is_one(worker, channel, first):
    if first == "token":
        run(worker)
    link = "https://instagram.com/p/Post0002/?igsh=abc"
    entry = Entry((link,), link=link, title="Skrivet", html="<p>Skrivet</p>")
    store_entry(hub_of(channel), facts_of(channel), entry, by="anna", now=1)
    transaction.commit()
    run(worker)
    assert len(entries(channel)) == 3


def test_a_token_that_is_revoked_stops_and_what_was_retrieved_stays(
    worker, clock, channel, interface
):
    run(worker)
    interface.ended.add(TOKEN)
    assert run(worker, clock, 1800)["insta"].status == "failed"
    state = load_state(hub_of(channel), channel.UID())
    assert (state.code, state.next_try) == ("token_ended", None)
    assert len(entries(channel)) == 3
    asked = len(interface.asked)
    assert run(worker, clock, 30 * 24 * 3600) == {}
    assert len(interface.asked) == asked


def test_a_used_up_allowance_makes_one_account_wait_and_no_other(
    worker, clock, channel, interface, make_functional_channel
):
    other = make_functional_channel(
        "annan", **INSTAGRAM | {"profile_url": "https://www.instagram.com/annan/"}
    )
    account = played.Account("18", "annan", posts(2))
    interface.tokens["other"] = account
    other.feed_url = "https://graph.instagram.com/18/posts"
    other.reindexObject()
    cipher = encrypt_secrets(default_vault(), other.UID(), {"token": "other"})
    kept = Connection("instagram", "18", "annan", cipher, "anna", 1, 1, 0)
    store_connection(hub_of(other), other.UID(), kept)
    transaction.commit()
    interface.replies[f"{NUMBER}/media"] = played.refused(400, 80002, "slow down")
    told = run(worker)
    assert (told["insta"].state.code, told["annan"].status) == ("rate_limited", "ok")
    assert told["insta"].state.next_try > clock.now


def test_a_nearly_used_allowance_makes_the_next_time_later(worker, clock, channel, interface):
    interface.used = 90
    run(worker)
    assert run(worker, clock, 1900) == {}
    assert run(worker, clock, 1900)["insta"].status == "unchanged"


def test_a_channel_that_is_pointed_at_another_account_gets_no_token(worker, channel, interface):
    channel.feed_url = "https://graph.instagram.com/666/posts"
    channel.reindexObject()
    transaction.commit()
    assert run(worker)["insta"].state.code == "no_token"
    assert interface.asked == []


def test_a_person_fetches_without_waiting(channel, clock):
    result = fetch_now(channel, clock=clock)
    assert (result.status, len(result.changes.new)) == ("ok", 3)
