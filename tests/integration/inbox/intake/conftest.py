"""People with duties, and messages that have come in."""

import officers
import pytest
import transaction
from helpers.integration.inbox.intake import NOW, TEXT, TOKEN, Blog, as_anna, talking
from interfaceserver import ADDRESS, NUMBER
from interfaceserver import TOKEN as ACCESS
from plone import api
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.registration.connections import Connection, store_connection
from katrineholm.socialhub.core.feeds.model import FeedState
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.sources.vault import default_vault, encrypt_secrets
from katrineholm.socialhub.inbox.intake.account_comments import retrieve_account_comments
from katrineholm.socialhub.inbox.intake.comment_retrieval import retrieve_comments
from katrineholm.socialhub.inbox.intake.public_submissions import Contact, take_contact, take_report
from katrineholm.socialhub.inbox.intake.removal_checks import check_removals
from katrineholm.socialhub.inbox.intake.reports import Report
from katrineholm.socialhub.refresh import state_storage
from katrineholm.socialhub.refresh.state import State
from katrineholm.socialhub.site.mail import outbox


@pytest.fixture
def blog(server, channel):
    """The channel's own blog."""
    urls = {"profile_url": server.url("/"), "feed_url": server.url("/feed/")}
    talking(channel, platform="wordpress", **urls)
    blog = Blog(server)
    blog.say()
    return blog


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


@pytest.fixture
def send(browse, channel):
    """A function that sends a form as anybody: ``send(REPORT, SPITE)``; the answer."""

    def send(page, data, *login):
        session = browse(*login)
        token = TOKEN.search(session.get(page).text)[1]
        answer = session.post(page, data=data | {"_authenticator": token}, allow_redirects=False)
        transaction.begin()
        return answer

    return send


@pytest.fixture
def look_at(worker, clock):
    """A function that lets the worker look, so many seconds after the message came in."""

    def look_at(seconds, of=worker):
        clock.now = NOW + seconds
        check_removals(of)
        transaction.begin()

    return look_at


@pytest.fixture
def receipts(channel):
    """Two reports of one comment and a question: their receipts."""
    spite = Report("https://bloggen.example.se/1#c3", "K1", "Han hotar", contact="070-123")
    found = (
        take_report(channel, spite, now=officers.NOW),
        take_report(
            channel, Report(spite.address, "other", "<b>Jag</b> med", "Citat"), now=officers.NOW + 1
        ),
        take_contact(channel, Contact("Tid", "När?"), now=officers.NOW),
    )
    transaction.commit()
    return found


@pytest.fixture
def taken_down(receive, hub, channel, server):
    """A function that takes a message down that stood at a path; its number."""

    def taken_down(path="/park", text=TEXT, step="unpublish", inside=True):
        state_storage.store_state(
            hub, channel.UID(), State(channel.feed_url, known=FeedState(inside=inside))
        )
        number = receive(text, permalink=server.url(path) if path else "")
        as_anna(hub, number, "act", rules=["K1"], reason="Ovårdat")
        given = {"confirmed": True} if step == "delete" else {}
        as_anna(hub, number, step, **given)
        site = api.portal.get()
        outbox.record_outcomes(
            site, {letter["id"]: None for letter in outbox.queued_mails(site)}, NOW
        )
        transaction.commit()
        server.requests.clear()
        return number

    return taken_down


@pytest.fixture
def account(interface, hub, channel, clock):
    """The account that the channel is connected with, and may answer by, as the service has it."""
    clock.now = NOW
    channel.profile_url, channel.platform = "https://www.instagram.com/kulturen/", "instagram"
    channel.feed_url, channel.dialogue, channel.official_since = ADDRESS, True, None
    notify(ObjectModifiedEvent(channel))
    cipher = encrypt_secrets(default_vault(), channel.UID(), {"token": ACCESS})
    kept = Connection("instagram", NUMBER, "kulturen", cipher, "anna", 1, 1, 0, may_answer=True)
    store_connection(hub, channel.UID(), kept)
    transaction.commit()
    return interface.tokens[ACCESS]


@pytest.fixture
def asked(hub, worker, account):
    """The number of a message: a question below the account's newest post."""
    said = account.comments.setdefault(account.posts[0]["id"], [])
    written = "2026-09-21T10:00:00+0000"
    said.append(
        {"id": "c1", "text": "När öppnar badet?", "username": "ville", "timestamp": written}
    )
    retrieve_account_comments(worker)
    transaction.begin()
    return len(messages_of(hub))
