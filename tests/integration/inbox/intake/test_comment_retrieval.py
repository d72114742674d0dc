"""The worker retrieves comments: from a web server that says what a test tells it to."""

import json
from datetime import UTC, datetime
from threading import Event
from time import monotonic

import pytest
import transaction
from helpers.integration.inbox.intake import FEED, NOW, iso, says, status, talking, texts
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.component import getUtility

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake import comment_state
from katrineholm.socialhub.inbox.intake.comment_retrieval import (
    COMMENTS_CHORE,
    fetched_comments,
)
from katrineholm.socialhub.refresh.interfaces import IChore
from katrineholm.socialhub.refresh.worker import Worker
from katrineholm.socialhub.site.mail.mailer import queued_mail_values

DAY = 24 * 3600

pytestmark = pytest.mark.usefixtures("no_haste")


def test_a_comment_is_captured_and_given_to_whoever_answers(blog, hub, channel, look_round):
    url = blog.comment(5, "<p>När <b>öppnar</b> badet?</p>", by="Ville")
    look_round()
    message = messages_of(hub)[1]
    assert dict(message["captured"]) == captured_content(
        "När öppnar badet?",
        how="feed",
        at=NOW,
        received="<p>När <b>öppnar</b> badet?</p>",
        sender={"name": "Ville"},
        permalink=url,
        in_reply_to=blog.server.url("/park/"),
        thread=blog.server.url("/park/"),
        published=NOW - 60,
    )
    assert (message["channel"], message["who"], message["state"]["handling"]) == (
        channel.UID(),
        "anna",
        "assessing",
    )


def test_an_answer_that_is_the_same_is_not_sent_again(blog, hub, look_round):
    blog.comment(5, "En")
    blog.say(ETag='"a"')
    look_round()
    look_round()
    assert [request.headers.get("if-none-match") for request in blog.server.requests] == [
        None,
        '"a"',
    ]


def test_nothing_is_written_where_nothing_is_new(blog, hub, worker, look_round, functional_portal):
    worker.lease = None  # a heartbeat would be written
    blog.comment(5, "En")
    look_round()
    storage = functional_portal._p_jar.db().storage
    before = storage.lastTransaction()
    look_round()
    assert storage.lastTransaction() == before


def test_whoever_answers_gets_one_mail_for_a_round(blog, mastodon, hub, keep, look_round):
    for number in range(3):
        blog.comment(number + 1, f"Kommentar {number}")
    keep(mastodon, link=blog.server.url("/@katrineholm/200"))
    transaction.commit()
    says(blog.server, "/api/v1/statuses/200/context", status(blog.server, 201, "Hej"))
    look_round()
    assert sorted(texts(hub)) == ["Hej", "Kommentar 0", "Kommentar 1", "Kommentar 2"]
    [mail] = queued_mail_values(api.portal.get())
    assert (mail["to"], "4" in mail["subject"]) == ('"Anna" <anna@example.se>', True)


@pytest.mark.parametrize(
    ("at", "official_since", "is_kept"),
    [
        (NOW - 6 * DAY, None, True),
        (NOW - 8 * DAY, None, False),
        (NOW - 6 * DAY, NOW - 3 * DAY, False),
        (NOW - 2 * DAY, NOW - 3 * DAY, True),
        (NOW - 8 * DAY, NOW - 900 * DAY, False),
    ],
)
def test_the_first_look_floods_nobody(blog, hub, channel, look_round, at, official_since, is_kept):
    since = official_since and datetime.fromtimestamp(official_since, UTC).date()
    channel.official_since = since
    channel.reindexObject()
    transaction.commit()
    blog.comment(5, "Gammalt", at=at)
    look_round()
    look_round()
    assert texts(hub) == (["Gammalt"] if is_kept else [])


def test_replies_in_peertubes_threads_are_found(
    server, hub, keep, people, make_functional_channel, look_round
):
    feed = server.url("/feeds/videos.xml?videoChannelId=1")
    channel = talking(make_functional_channel("film"), platform="peertube", feed_url=feed)
    film = "0f6c2d0e-0000-4000-8000-000000000001"
    keep(channel, link=server.url(f"/videos/watch/{film}"))
    transaction.commit()
    account = {"name": "moa", "host": "film.example.se", "displayName": "Moa"}
    root = {"id": 5, "url": server.url("/c/5"), "text": "Fin film", "totalReplies": 1}
    root |= {"createdAt": iso(NOW - 60), "account": account}
    reply = {"id": 6, "url": server.url("/c/6"), "text": "Ja", "inReplyToCommentId": 5}
    reply |= {"createdAt": iso(NOW - 30), "account": account}
    base = f"/api/v1/videos/{film}/comment-threads"
    server.says(f"{base}?sort=-createdAt&count=50", json.dumps({"data": [root]}).encode())
    tree = {"comment": root, "children": [{"comment": reply, "children": []}]}
    server.says(f"{base}/5", json.dumps(tree).encode())
    look_round()
    assert texts(hub) == ["Fin film", "Ja"]
    assert messages_of(hub)[2]["captured"]["in_reply_to"] == server.url("/c/5")


def test_an_overflowing_blog_is_asked_about_its_posts_for_a_while(
    blog, hub, channel, keep, look_round
):
    keep(channel, link=blog.server.url("/park/"))
    transaction.commit()
    for number in range(10):
        blog.comment(number + 1, f"Kommentar {number}")
    blog.server.says("/park/feed/atom/", b"<feed xmlns='http://www.w3.org/2005/Atom'/>")
    look_round()
    assert blog.asked() == [FEED]
    look_round()
    assert sorted(blog.asked()) == [FEED, "/park/feed/atom/"]
    for _each in range(3):
        look_round()
    blog.asked()
    look_round()
    assert blog.asked() == [FEED]


def test_a_channel_about_one_topic_receives_nothing_about_others(
    blog, hub, channel, keep, look_round
):
    keep(channel, link=blog.server.url("/park/"))
    talking(channel, feed_url=blog.server.url("/category/park/feed/"))
    blog.comment(5, "Om parken")
    blog.comment(6, "Om badet", post="bad")
    look_round()
    assert texts(hub) == ["Om parken"]


@pytest.mark.parametrize("change", ["setting", "dialogue", "state", "platform"])
def test_nobody_is_asked_where_comments_are_not_wanted(blog, hub, channel, look_round, change):
    if change == "setting":
        api.portal.set_registry_record("katrineholm.socialhub.retrieve_comments", False)
    elif change == "dialogue":
        channel.dialogue = False
    elif change == "platform":
        channel.platform = "ghost"
    else:
        with api.env.adopt_user(SITE_OWNER_NAME):
            set_state(channel, "reported")
    channel.reindexObject()
    transaction.commit()
    blog.comment(5, "Hej")
    look_round()
    assert (blog.asked(), texts(hub)) == ([], [])


def test_a_channel_that_is_closed_meanwhile_receives_nothing(
    blog, hub, channel, worker, look_round
):
    blog.comment(5, "Hej")

    class Late(Worker):
        def write(self, function, *args):
            with api.env.adopt_user(SITE_OWNER_NAME):
                set_state(channel, "reported")
            transaction.commit()
            return super().write(function, *args)

    look_round(of=Late(worker.site, clock=worker.clock, parsers=worker.parsers))
    assert texts(hub) == []


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"x" * (20 * 2**20), {}),
        (b"<html>Logga in</html>", {}),
        (b"", {}),
        (b"[" * 100_000, {}),
        (b"\xff\xfe\x00", {}),
    ],
    ids=["20 MB", "page", "empty", "deep", "bytes"],
)
def test_a_hostile_answer_costs_that_answer_only(
    blog, hub, mastodon, keep, look_round, body, headers
):
    blog.server.says(FEED, body, **headers)
    keep(mastodon, link=blog.server.url("/@katrineholm/200"))
    transaction.commit()
    says(blog.server, "/api/v1/statuses/200/context", status(blog.server, 201, "Hej"))
    look_round()
    assert texts(hub) == ["Hej"]


def test_what_no_one_has_thought_of_costs_one_channel(blog, hub, mastodon, keep, look_round):
    keep(mastodon, link=blog.server.url("/@katrineholm/200"))
    transaction.commit()
    says(blog.server, "/api/v1/statuses/200/context", status(blog.server, 201, "Hej"))
    blog.comment(5, "Från bloggen")

    def odd(source, known, now, *, run):
        if source.shape == "wordpress":
            raise ZeroDivisionError
        return fetched_comments(source, known, now, run=run)

    look_round(look=odd)
    assert texts(hub) == ["Hej"]


def test_a_slow_host_keeps_feeds_waiting_for_two_minutes_only(blog, hub, look_round):
    blog.comment(5, "Hej")
    held, started = Event(), monotonic()
    moments = iter((0, 0, 100))
    look_round(look=lambda *_args, **_how: held.wait(30), clock=lambda: next(moments, 121))
    held.set()
    assert monotonic() - started < 10
    assert texts(hub) == []


def test_a_private_address_is_not_asked(hub, channel, look_round):
    talking(channel, platform="wordpress", feed_url="http://10.0.0.1/feed/")
    look_round()
    assert comment_state.stored_state(hub, channel.UID()).code == "private"


def test_the_worker_knows_the_chore():
    assert getUtility(IChore, name="comments") is COMMENTS_CHORE


def test_a_copied_hub_starts_without_the_originals_comments(blog, hub, channel, look_round):
    look_round()
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, hub.__parent__, "kopia")
    assert comment_state.stored_state(hub, channel.UID())
    assert comment_state.stored_state(copy, channel.UID()) is None
