"""A hub (WebSub) verifies what we have asked of it, and tells of news: never more than a hint."""

import hashlib
import hmac
from urllib.parse import parse_qs, urlsplit

import pytest
import transaction
from plone import api

from katrineholm.socialhub import DAY, HOUR
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.hop import Hop
from katrineholm.socialhub.core.feeds.model import Entry, Feed, Push, Reading
from katrineholm.socialhub.core.feeds.response import Headers
from katrineholm.socialhub.core.feeds.websub import LEASE
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh import state_storage, subscriptions
from katrineholm.socialhub.refresh.state import next_due
from katrineholm.socialhub.refresh.websub_requests import send_websub_requests

FEED = "https://bloggen.example.se/rss"
PUSH = Push("https://hub.example.se/", "https://bloggen.example.se/feed.xml")
BODY = b"<rss>Nytt</rss>"
SITE = "https://www.example.se"
RSS = {"Content-Type": "application/rss+xml"}
INTERVAL = 30 * 60


class Source:
    """A channel's source: ``entries`` and the hub that it tells of."""

    def __init__(self):
        self.entries, self.push, self.asked, self.fault = ["a"], PUSH, 0, None
        self.inside = False

    def __call__(self, feed_url, known, now, run):
        self.asked += 1
        if self.fault:
            raise self.fault
        digest = "".join(self.entries) + str(self.push)
        if known.digest == digest:
            return None
        entries = tuple(
            Entry((name,), link=f"https://bloggen.example.se/{name}", title=name)
            for name in self.entries
        )
        known = type(known)(digest=digest, inside=self.inside)
        return Reading(known, Feed("RSS 2.0", entries=entries, push=self.push), push=self.push)


class Hub:
    """What a hub is asked, and what it answers."""

    def __init__(self):
        self.asked, self.status, self.others = [], 202, {}
        self.inside, self.allowed = False, []

    def __call__(self, url, body, headers, *, networks):
        self.allowed.append(networks)
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        self.asked.append((url, form))
        if isinstance(self.status, FeedError):
            raise self.status
        if url in self.others:
            return Hop(307, Headers({"Location": self.others[url]}), b"", self.inside)
        return Hop(self.status, Headers(), b"", self.inside)

    @property
    def callback(self):
        return self.asked[-1][1]["hub.callback"].removeprefix(f"{SITE}/")

    @property
    def secret(self):
        return self.asked[-1][1]["hub.secret"]


@pytest.fixture
def source(worker):
    worker.retrieve = Source()
    return worker.retrieve


@pytest.fixture
def place_hub():
    return Hub()


@pytest.fixture
def channel(make_functional_channel):
    api.portal.set_registry_record("katrineholm.socialhub.site_url", f"{SITE}/")
    channel = make_functional_channel("bloggen", feed_url=FEED)
    transaction.commit()
    return channel


@pytest.fixture
def kept(channel, functional_portal):
    """What is kept of the channel's subscription now."""

    def kept():
        transaction.begin()
        return subscriptions.load_subscription(functional_portal.hub, channel.UID())

    return kept


@pytest.fixture
def asked(worker, source, channel, place_hub):
    """The hub, which has just been asked to tell of the channel's news."""
    worker.round()
    send_websub_requests(worker, place_hub)
    return place_hub


@pytest.fixture
def ask(browse):
    """A function that asks our callback as a hub does: GET with a query, POST with a body."""

    def ask(method, path, **how):
        answer = browse().request(method, path, **how)
        transaction.begin()
        return answer

    return ask


@pytest.fixture
def verified(asked, ask):
    """The hub, once it has verified the subscription."""
    assert ask("GET", asked.callback, params=intent()).text == "prova"
    return asked


@pytest.fixture
def deliver(verified, ask):
    """A function that tells of news as the hub does."""

    def deliver(body=BODY, secret=None, method="sha256", **headers):
        signed = hmac.new((secret or verified.secret).encode(), body, getattr(hashlib, method))
        lines = {"X-Hub-Signature": f"{method}={signed.hexdigest()}"}
        return ask("POST", verified.callback, data=body, headers=RSS | lines | headers)

    return deliver


def intent(mode="subscribe", topic=PUSH.topic, challenge="prova", lease=str(DAY)):
    asked = {"mode": mode, "topic": topic, "challenge": challenge, "lease_seconds": lease}
    return {f"hub.{name}": value for name, value in asked.items()}


def test_a_feeds_hub_is_asked_to_tell_of_news(asked, worker, kept):
    [(url, form)] = asked.asked
    assert url == PUSH.hub
    assert (form["hub.mode"], form["hub.topic"]) == ("subscribe", PUSH.topic)
    assert form["hub.lease_seconds"] == str(LEASE)
    assert form["hub.callback"] == f"{SITE}/hub/@@websub/{kept().asking}"
    assert len(kept().asking) >= 40
    assert len(form["hub.secret"]) < 200
    send_websub_requests(worker, asked)
    assert len(asked.asked) == 1


def test_another_hub_stands_in_once(worker, source, channel, place_hub):
    place_hub.others = {PUSH.hub: "/other", f"{PUSH.hub}other": "/third"}
    worker.round()
    send_websub_requests(worker, place_hub)
    assert [url for url, _form in place_hub.asked] == [PUSH.hub, f"{PUSH.hub}other"]


@pytest.mark.parametrize(
    ("feed", "place", "allowed"),
    [
        (False, False, [(), ()]),
        (False, True, [(), ()]),
        (True, False, [None, ()]),
        (True, True, [None, None]),
    ],
)
def test_a_stranger_names_no_hub_inside(worker, source, channel, place_hub, feed, place, allowed):
    """Only a feed, and then a hub, in a network that the operator allowed lead into those."""
    source.inside, place_hub.inside = feed, place
    place_hub.others = {PUSH.hub: "/other"}
    worker.round()
    send_websub_requests(worker, place_hub)
    assert place_hub.allowed == allowed


def test_another_hub_that_is_nowhere_costs_nothing(worker, source, channel, place_hub, kept):
    place_hub.others = {PUSH.hub: "http://[nowhere"}
    worker.round()
    send_websub_requests(worker, place_hub)
    assert (len(place_hub.asked), kept().failures) == (1, 1)


def test_a_subscription_is_verified_once_with_the_words_that_were_sent(asked, ask, kept, clock):
    answer = ask("GET", asked.callback, params=intent())
    assert (answer.status_code, answer.text) == (200, "prova")
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert kept().until - kept().due == DAY // 5
    assert ask("GET", asked.callback, params=intent()).status_code == 404


@pytest.mark.parametrize(
    "given",
    [
        intent(mode="unsubscribe"),
        intent(mode=""),
        intent(topic="https://annan.example.se/rss"),
        intent(challenge=""),
        intent(challenge="x" * 5000),
        {},
    ],
)
def test_nothing_else_is_verified(asked, ask, kept, given):
    answer = ask("GET", asked.callback, params=given)
    assert (answer.status_code, answer.text) == (404, "")
    assert kept().until == 0


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("key", ["", "/nobody", "/nobody/x"])
def test_nobodys_subscription_is_not_there(asked, ask, key, method):
    answer = ask(method, f"hub/@@websub{key}", params=intent(), data=BODY, headers=RSS)
    assert (answer.status_code, "prova" in answer.text) == (404, False)


def titles(channel):
    transaction.begin()
    hub = channel.__parent__.__parent__
    return sorted(each["title"] for each in all_entries(timeline_of(hub), channel.UID()))


def test_a_push_has_the_channel_asked_at_once(deliver, worker, source, channel):
    worker.round()
    assert source.asked == 1
    source.entries = ["b", "a"]
    assert deliver().status_code == 202
    worker.round()
    assert source.asked == 2
    assert titles(channel) == ["a", "b"]
    worker.round()
    assert source.asked == 2


def test_what_stands_in_a_push_is_not_believed(deliver, worker, source, channel):
    forged = b"<rss><channel><item><guid>x</guid><title>Falskt</title></item></channel></rss>"
    assert deliver(forged).status_code == 202
    worker.round()
    assert titles(channel) == ["a"]


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
@pytest.mark.parametrize("kind", ["text/xml", "application/atom+xml", "application/json"])
def test_every_method_and_type_is_taken(deliver, kept, method, kind):
    assert deliver(method=method, **{"Content-Type": kind}).status_code == 202
    assert kept().pushed


@pytest.mark.parametrize("signature", ["", "sha256=", f"sha256={'0' * 64}", "md5=1", "sha1=å"])
def test_a_forged_push_is_nothing(deliver, verified, ask, worker, source, kept, caplog, signature):
    lines = {"X-Hub-Signature": signature.encode("latin-1", "ignore")} if signature else {}
    answer = ask("POST", verified.callback, data=BODY, headers=RSS | lines)
    assert (answer.status_code, answer.text) == (202, "")
    assert deliver(secret="guessed").status_code == 202
    worker.round()
    assert (kept().pushed, source.asked) == (0, 1)
    assert verified.secret not in caplog.text


def test_a_form_and_an_empty_push_are_nothing(verified, ask, kept):
    assert ask("POST", verified.callback, data={"a": "b"}).status_code == 202
    assert ask("POST", verified.callback).status_code == 202
    assert kept().pushed == 0


def test_a_push_that_comes_again_is_no_news(deliver, worker, source, kept):
    deliver()
    worker.round()
    before = kept()
    assert deliver().status_code == 202
    worker.round()
    assert (kept(), source.asked) == (before, 2)


def test_a_push_that_is_too_large_is_not_read(deliver, kept):
    assert deliver(b"x" * (5 * 2**20 + 1)).status_code == 413
    assert kept().pushed == 0


def test_a_lease_is_renewed_under_another_name(verified, worker, clock, ask, kept):
    first = verified.callback
    clock.now = kept().due
    send_websub_requests(worker, verified)
    assert len(verified.asked) == 2
    assert verified.callback != first
    assert ask("POST", first, data=BODY, headers=RSS).status_code == 202
    assert ask("GET", verified.callback, params=intent()).text == "prova"
    assert ask("POST", first, data=BODY, headers=RSS).status_code == 404


@pytest.mark.parametrize("status", [400, 500, 302, FeedError("private")])
def test_a_hub_that_refuses_is_asked_later_and_later(worker, source, channel, clock, status, kept):
    hub = Hub()
    hub.status = status
    worker.round()
    waits = []
    for _number in range(4):
        send_websub_requests(worker, hub)
        waits.append(kept().due - clock.now)
        clock.now = kept().due
    assert len(hub.asked) == 4
    assert HOUR * 0.7 < waits[0] < waits[2] <= DAY


def test_a_hub_that_denies_is_asked_again_another_time(asked, ask, kept):
    answer = ask("GET", asked.callback, params=intent(mode="denied"))
    assert (answer.status_code, kept().until) == (200, 0)
    assert ask("GET", asked.callback, params=intent()).status_code == 404


def standing(channel):
    transaction.begin()
    return state_storage.load_status(channel.__parent__.__parent__, channel.UID())


def test_polling_goes_on_more_slowly_while_the_hub_does_its_part(
    deliver, worker, source, channel, clock, verified, kept
):
    clock.now = kept().until - DAY + 60  # the web server's clock, which no test moves
    assert standing(channel).wait is None
    source.entries = ["b", "a"]
    deliver()
    worker.round()
    assert next_due(standing(channel), INTERVAL, clock.now, clock.now) == clock.now + 4 * INTERVAL
    clock.now += 4 * INTERVAL
    source.entries = ["c", "b", "a"]
    worker.round()
    assert next_due(standing(channel), INTERVAL, clock.now, clock.now) == clock.now + INTERVAL


def test_polling_is_as_before_when_a_lease_has_run_out(
    deliver, worker, source, channel, clock, kept
):
    clock.now = kept().until - DAY + 60
    source.entries = ["b", "a"]
    deliver()
    worker.round()
    assert standing(channel).wait == 4 * INTERVAL
    clock.now = kept().until
    silent = Hub()
    silent.status = 500
    send_websub_requests(worker, silent)
    assert standing(channel).wait is None
    assert kept().until == 0


def test_a_feed_that_leaves_its_hub_is_let_go(verified, worker, source, clock, kept, ask):
    source.push = None
    clock.now += INTERVAL
    worker.round()
    assert kept() is None
    assert ask("POST", verified.callback, data=BODY, headers=RSS).status_code == 404


def test_a_channel_that_is_not_retrieved_is_not_subscribed_any_more(
    verified, worker, channel, clock, kept
):
    clock.now = kept().due
    set_state(channel, "paused")
    transaction.commit()
    send_websub_requests(worker, verified)
    assert (len(verified.asked), kept()) == (1, None)


def test_without_the_sites_address_no_hub_is_asked(worker, source, channel):
    api.portal.get_tool("portal_registry")["katrineholm.socialhub.site_url"] = None
    transaction.commit()
    worker.round()
    hub = Hub()
    send_websub_requests(worker, hub)
    assert hub.asked == []


def test_the_database_holds_no_secret_of_a_hub(verified, functional_portal):
    storage = functional_portal._p_jar.db().storage
    records = [each.data for each in storage.iterator() for each in each]
    assert records
    assert not [data for data in records if data and verified.secret.encode() in data]
    assert urlsplit(verified.callback).query == ""


def test_what_a_wrong_clock_put_off_is_asked_for(verified, worker, clock, kept):
    asked = len(verified.asked)
    clock.now = kept().until - 400 * DAY
    send_websub_requests(worker, verified)
    assert (len(verified.asked), kept().until) == (asked + 1, 0)
