"""What a person fetches by hand."""

import time

import pytest
import transaction
from helpers.integration.refresh import NOTHING, fetched, titles
from webserver import HOSTILE
from ZPublisher.HTTPRequest import HTTPRequest

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.refresh import state_storage
from katrineholm.socialhub.refresh.manual_retrieval import fetch_now
from katrineholm.socialhub.refresh.state import State
from katrineholm.socialhub.refresh.views import result_message
from katrineholm.socialhub.site.pages import parser_calls


@pytest.fixture
def channel(make_functional_channel, server):
    return make_functional_channel("bloggen", feed_url=server.url("/rss"), interval=30)


def test_news_changes_and_what_is_gone_are_counted(channel, server, ask, rss):
    server.says("/rss", rss("c", "b", "a"))
    ok = {"status": "ok", "problem": None, "next_due": 30}
    assert fetched(ask) == NOTHING | ok | {"new": 3}
    server.says("/rss", rss("c", "a", c={"title": "Nytt"}))
    assert fetched(ask) == NOTHING | ok | {"changed": 1}
    time.sleep(1)  # absent twice is at two moments, which are whole seconds
    assert fetched(ask) == NOTHING | ok | {"withdrawn": 1}
    assert titles(channel) == ["Nytt", "A"]


def test_a_source_without_news_is_unchanged(channel, server, ask, rss):
    server.says("/rss", rss("a"), ETag='"1"')
    fetched(ask)
    server.says("/rss", status=304)
    expected = NOTHING | {"status": "unchanged", "problem": None, "next_due": 30}
    assert fetched(ask) == expected
    assert server.requests[-1].headers["if-none-match"] == '"1"'


def test_a_site_that_is_too_busy_to_read_says_so_and_nothing_is_the_sources_fault(
    channel, server, ask, rss, monkeypatch
):
    def busy(*_args, **_how):
        raise FeedError("overloaded")

    server.says("/rss", rss("a"))
    monkeypatch.setattr(parser_calls._parsers, "run", busy)
    assert ask().json() == NOTHING | {"status": "postponed", "problem": None, "next_due": None}
    assert result_message(fetch_now(channel))[1] == "warning"
    transaction.begin()
    assert state_storage.load_state(hub_of(channel), channel.UID()) is None


def test_where_entries_come_in_by_hand_nothing_is_asked_and_nothing_is_wrong(
    make_functional_channel, ask
):
    channel = make_functional_channel("bloggen", feed_url=None)
    answer = fetched(ask)
    assert answer == NOTHING | {"status": "by_hand", "problem": None, "next_due": None}
    assert state_storage.load_state(hub_of(channel), channel.UID()) is None


@pytest.mark.parametrize("button", [False, True])
def test_a_conflict_has_the_source_asked_no_second_time(
    channel, server, ask, rss, submit, person, monkeypatch, button
):
    """Somebody else writes about the same channel while its source is asked."""
    monkeypatch.setattr(HTTPRequest, "retry_max_count", 3)
    login, database, uid = person("Manager"), channel._p_jar.db(), channel.UID()
    body = rss("b", "a")

    def meanwhile(request):
        with database.transaction() as connection:
            hub = connection.root()["Application"].plone.hub
            state_storage.store_state(hub, uid, State(channel_url, checked=len(server.requests)))
        yield b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body

    channel_url = channel.feed_url
    server.plays("/rss", meanwhile)
    if button:
        answer = submit(login, "hub/kultur/bloggen/@@fetch-now", {})
        assert answer.status_code == 302
    else:
        assert ask().json()["new"] == 2
    assert len(server.requests) == 1
    assert titles(channel) == ["B", "A"]


def test_an_answer_that_nobody_has_thought_of_is_a_failure_of_the_source(channel, server, ask):
    server.hangs_up("/rss", HOSTILE["a chunk of less than nothing"])
    told = fetched(ask)
    assert (told["status"], told["problem"]["code"]) == ("failed", "unreadable")
