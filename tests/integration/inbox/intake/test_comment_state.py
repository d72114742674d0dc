"""What is remembered of a source of comments."""

import pytest
import transaction
from helpers.integration.inbox.intake import FEED, says, status, talking, texts

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.inbox.intake import comment_state

pytestmark = pytest.mark.usefixtures("no_haste")


def test_a_failing_source_is_left_alone_longer_and_longer(blog, hub, channel, look_round):
    blog.server.says(FEED, status=500)
    for _each in range(8):
        look_round()
    assert 2 <= len(blog.asked()) <= 4
    state = comment_state.stored_state(hub, channel.UID())
    assert (state.code, state.failures > 1) == ("server_error", True)
    blog.comment(5, "Hej")
    for _each in range(100):
        look_round()
    assert texts(hub) == ["Hej"]
    assert comment_state.stored_state(hub, channel.UID()).failures == 0


def test_what_this_machine_cannot_read_now_is_no_failure_of_the_source(
    blog, hub, channel, worker, look_round, monkeypatch
):
    def overloaded(*_):
        raise FeedError("overloaded")

    blog.comment(5, "Hej")
    with monkeypatch.context() as broken:
        broken.setattr(worker.parsers, "run", overloaded)
        look_round()
    assert comment_state.stored_state(hub, channel.UID()) is None
    look_round()
    assert texts(hub) == ["Hej"]


def test_a_busy_host_is_left_alone_as_long_as_it_asks_for(
    blog, hub, channel, look_round, make_functional_channel
):
    server = blog.server
    feed = server.url("/annan/feed/")
    talking(make_functional_channel("annan"), platform="wordpress", feed_url=feed)
    server.says(FEED, status=429, Retry_After="7200")
    server.says(f"/annan{FEED}", status=429, Retry_After="7200")
    look_round()
    assert len(blog.asked()) == 1
    for _each in range(7):
        look_round()
    assert blog.asked() == []
    look_round()
    assert blog.asked() != []


def test_an_entry_that_is_gone_at_the_service_is_no_failure(
    mastodon, server, hub, keep, look_round
):
    keep(mastodon, link=server.url("/@katrineholm/199"))
    keep(mastodon, link=server.url("/@katrineholm/200"))
    transaction.commit()
    server.says("/api/v1/statuses/199/context", status=404)
    says(server, "/api/v1/statuses/200/context", status(server, 201, "Hej"))
    look_round()
    assert texts(hub) == ["Hej"]
    assert comment_state.stored_state(hub, mastodon.UID()).failures == 0
