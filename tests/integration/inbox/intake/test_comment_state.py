"""What is remembered of a source of comments."""

import json
from datetime import UTC, datetime

import pytest
import transaction
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake import comment_state
from katrineholm.socialhub.inbox.intake.comment_retrieval import retrieve_comments

NOW = 1_790_000_000
FEED = "/comments/feed/atom/"


def iso(seconds):
    return datetime.fromtimestamp(seconds, UTC).isoformat()


class Blog:
    """A WordPress blog on loopback; ``comments`` are what its feed gives, the newest first."""

    def __init__(self, server):
        self.server = server
        self.comments = []
        server.says("/feed/", b"")

    def comment(self, number, text, *, answers=None, at=NOW - 60, by="Ville", post="park"):
        url = self.address(number, post)
        above = self.address(answers, post) if answers else self.server.url(f"/{post}/")
        self.comments.insert(
            0,
            f"<entry><id>{url}</id><link rel='alternate' href='{url}'/>"
            f"<author><name>{by}</name></author><published>{iso(at)}</published>"
            f"<content type='html'><![CDATA[{text}]]></content>"
            f"<thr:in-reply-to ref='{above}' href='{above}'/></entry>",
        )
        self.say()
        return url

    def edit(self, old, new):
        self.comments = [each.replace(old, new) for each in self.comments]
        self.say()

    def say(self, **headers):
        body = (
            "<feed xmlns='http://www.w3.org/2005/Atom' "
            "xmlns:thr='http://purl.org/syndication/thread/1.0'><title>Kommentarer</title>"
            f"{''.join(self.comments)}</feed>"
        ).encode()
        self.server.says(FEED, body, **headers)

    def address(self, number, post="park"):
        return self.server.url(f"/{post}/#comment-{number}")

    def asked(self):
        """The paths that were asked since the last time."""
        paths = [request.path for request in self.server.requests]
        self.server.requests.clear()
        return paths


@pytest.fixture
def blog(server, channel):
    """The channel's own blog."""
    urls = {"profile_url": server.url("/"), "feed_url": server.url("/feed/")}
    talking(channel, platform="wordpress", **urls)
    blog = Blog(server)
    blog.say()
    return blog


@pytest.fixture(autouse=True)
def no_haste(monkeypatch):
    monkeypatch.setenv("SOCIALHUB_HOST_SPACING", "0")


@pytest.fixture
def look_round(worker, clock):
    """A function that lets the worker look for comments, a quarter of an hour later each time."""

    def look_round(of=worker, **how):
        retrieve_comments(of, **how)
        clock.now += 900
        transaction.begin()

    return look_round


@pytest.fixture
def mastodon(server, make_functional_channel, people):
    """An official account in Mastodon's manner with an entry; the channel."""
    return talking(
        make_functional_channel("mastodon", title="Mastodon"),
        platform="mastodon",
        profile_url=server.url("/@katrineholm"),
        feed_url=server.url("/@katrineholm.rss"),
    )


def talking(channel, **values):
    """An old official channel with a dialogue, which Anna answers for."""
    values = {"dialogue": True, "official_since": None, "responsible": "anna"} | values
    for name, value in values.items():
        setattr(channel, name, value)
    notify(ObjectModifiedEvent(channel))
    channel.reindexObject()
    transaction.commit()
    return channel


def status(server, number, text, *, answers=200, by="ville", at=NOW - 60):
    host = f"127.0.0.1:{server.port}"
    account = {"id": "7", "acct": by, "display_name": by.title()}
    url = f"http://{host}/@{by.partition('@')[0]}/{number}"
    return {
        "id": str(number),
        "uri": url,
        "url": url,
        "created_at": iso(at),
        "in_reply_to_id": str(answers),
        "content": f"<p>{text}</p>",
        "account": account | {"url": f"http://{host}/@{by}"},
    }


def says(server, path, *statuses):
    server.says(path, json.dumps({"ancestors": [], "descendants": statuses}).encode())


def texts(hub):
    messages = messages_of(hub)
    return [messages[number]["captured"]["text"] for number in messages.root["messages"]]


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
