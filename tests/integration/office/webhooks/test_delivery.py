"""What waits is sent until it is taken, at least once, and given up at last."""

import threading
from dataclasses import replace
from http.server import HTTPServer
from itertools import pairwise
from time import time

import pytest
import transaction
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from receiving import Handler
from webserver import HOSTILE
from zope.component import getUtility

from katrineholm.socialhub import DAY
from katrineholm.socialhub.core.feeds import settings
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.hop import Hop
from katrineholm.socialhub.core.feeds.response import Headers
from katrineholm.socialhub.core.feeds.retrieval import post_request
from katrineholm.socialhub.core.feeds.webhook_signature import WAITS
from katrineholm.socialhub.core.sources import vault
from katrineholm.socialhub.office.webhooks.delivery import send_due_deliveries, send_failure_mail
from katrineholm.socialhub.office.webhooks.receivers import create_receiver, remove_receiver
from katrineholm.socialhub.office.webhooks.serializer import receiver_rows
from katrineholm.socialhub.office.webhooks.storage import (
    FAILED,
    dead_deliveries,
    delivery_count,
    due_deliveries,
    find_receiver,
    mark_delivered,
    store_receiver,
)
from katrineholm.socialhub.refresh.interfaces import IChore
from katrineholm.socialhub.site.mail import outbox

TYPES = ["message.received"]


def state(hub, hook):
    transaction.begin()
    return find_receiver(hub, hook.id)


def test_what_is_taken_is_sent_once(hub, hook, receive, receiver, send):
    receive("Hej")
    send()
    send()
    [(url, message_id, _body)] = receiver.heard
    assert (url, message_id[:4]) == ("https://mottagare.example.se/in", "msg_")
    assert (delivery_count(hub, hook.id), state(hub, hook).failures) == (0, 0)
    assert state(hub, hook).taken


def test_what_is_not_taken_is_sent_again_under_the_same_id(
    hub, hook, receive, receiver, send, clock
):
    receive("Hej")
    receiver.status = 500
    send()
    send()
    assert len(receiver.heard) == 1
    clock.now += 6
    receiver.status = 200
    send()
    assert len({message_id for _url, message_id, _body in receiver.heard}) == 1
    assert len(receiver.heard) == 2
    assert state(hub, hook).code == ""


def test_a_message_that_is_never_taken_is_given_up(hub, hook, receive, receiver, send, clock):
    """The receiver takes everything else meanwhile, so it is not turned off."""
    receive("Hej")
    times = []
    for _number in range(len(WAITS) + 1):
        receiver.status = 400
        send()
        times.append(clock.now)
        [waiting] = [each for _key, each in due_deliveries(hub, hook, clock.now + 10 * DAY)] or [
            None
        ]
        if waiting:
            clock.now = waiting.due
            receive(f"Annat {clock.now}", now=clock.now)
            receiver.status = 200
            [key] = [
                key
                for key, each in due_deliveries(hub, state(hub, hook), 10**10)
                if each.tries == 0
            ]
            assert key
            clear(hub, hook, key)
    waits = [after - before for before, after in pairwise(times)]
    assert len(waits) == len(WAITS)
    assert all(abs(wait - due) <= due / 10 + 1 for wait, due in zip(waits, WAITS, strict=True))
    [(_key, delivery)] = dead_deliveries(hub)
    assert (delivery.type, delivery.tries, delivery.code) == ("message.received", 10, "status")
    assert state(hub, hook).state == "on"


def clear(hub, hook, key):
    """As if the receiver had taken it."""
    mark_delivered(hub, key, 0)
    transaction.commit()


def test_a_receiver_that_fails_is_left_alone_but_its_messages_stay(
    hub, hook, receive, receiver, send, clock
):
    for name in "abc":
        receive(name)
    receiver.status = FeedError("no_answer", host="mottagare.example.se")
    send()
    assert len(receiver.heard) == 1
    assert delivery_count(hub, hook.id) == 3
    clock.now += 6
    receiver.status = 200
    receiver.heard.clear()
    send()
    assert len(receiver.heard) == 3


def test_a_receiver_may_ask_to_be_left_alone(hub, hook, receive, receiver, send, clock):
    receive("Hej")
    receiver.status, receiver.headers = 429, {"Retry-After": "3600"}
    send()
    clock.now += 3000
    send()
    assert len(receiver.heard) == 1
    clock.now += 700
    send()
    assert len(receiver.heard) == 2


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_receiver_that_leads_on_has_not_taken_it(hub, hook, receive, receiver, send, status):
    receive("Hej")
    receiver.status, receiver.headers = status, {"Location": "http://127.0.0.1/inside"}
    send()
    assert state(hub, hook).code == "led_on"
    assert [url for url, _id, _body in receiver.heard] == [hook.url]


@pytest.fixture
def beside(hub, hook, receive, receiver, worker, server):
    """A function that lets a receiver with an answer of its own come before the other one.

    What the office is told of it after one round, and how often the other one has heard.
    """

    def wire(url, body, headers):
        is_other = url == hook.url
        return receiver(url, body, headers) if is_other else post_request(url, body, headers)

    def round_with(answer):
        server.hangs_up("/in", answer)
        with api.env.adopt_user(SITE_OWNER_NAME):
            hostile, _secret = create_receiver(hub, server.url("/in"), "Fientlig", TYPES)
            store_receiver(hub, replace(hostile, made=0))
        receive(hostile.id)
        send_due_deliveries(worker, wire)
        transaction.begin()
        [told, _other] = receiver_rows(hub)
        with api.env.adopt_user(SITE_OWNER_NAME):
            remove_receiver(hub, hostile.id)
        return told["problem"], len(receiver.taken())

    return round_with


def test_whatever_a_receiver_answers_is_its_own_failure(beside):
    found = {name: beside(answer) for name, answer in HOSTILE.items()}
    assert {name for name, (problem, heard) in found.items() if not problem or heard != 1} == set()
    assert len(found) >= 20


def test_a_receiver_that_trips_the_program_is_its_own_failure(hub, hook, receive, receiver, worker):
    def trip(*given):
        raise KeyError("whatever nobody has thought of")

    receive("Hej")
    send_due_deliveries(worker, trip)
    assert (state(hub, hook).code, state(hub, hook).failures) == ("unreadable", 1)


def test_who_takes_nothing_comes_last(hub, hook, receive, receiver, worker, clock):
    """A slow one would otherwise use up the round before the others have their turn."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        slow, _secret = create_receiver(hub, "https://slow.example.se/in", "", TYPES)
        store_receiver(hub, replace(slow, made=0, failures=1))
    receive("Hej")
    asked = []
    send_due_deliveries(
        worker, lambda url, *given: asked.append(url) or Hop(204, Headers(), b"", False)
    )
    assert asked == [hook.url, slow.url]


def test_a_receiver_that_takes_nothing_for_days_is_turned_off_and_told_of(
    hub, hook, receive, receiver, send, clock
):
    receive("Hej")
    receive("Igen")
    receiver.status = 500
    end = clock.now + 6 * DAY
    while clock.now < end and state(hub, hook).state != FAILED:
        send()
        clock.now += 3600
    assert state(hub, hook).state == FAILED
    assert (delivery_count(hub, hook.id), len(dead_deliveries(hub))) == (0, 2)
    letters = outbox.queued_mails(api.portal.get())
    [letter] = [each for each in letters if each["to"] == "office@example.se"]
    assert letter["subject"] == "En mottagare av webhookar är avstängd: Intranätet"
    assert "https://www.example.se/hub/@@webhooks" in letter["text"]
    receiver.heard.clear()
    receive("Mer")
    send()
    assert (receiver.heard, len(dead_deliveries(hub))) == ([], 2)


def test_a_receiver_that_wants_no_more_is_turned_off_at_once(hub, hook, receive, receiver, send):
    receive("Hej")
    receiver.status = 410
    send()
    assert state(hub, hook).state == FAILED
    assert len(dead_deliveries(hub)) == 1


def test_a_worker_that_is_killed_sends_it_again(hub, hook, receive, receiver, worker):
    receive("Hej")

    def killed(*given):
        receiver(*given)
        raise SystemExit

    with pytest.raises(SystemExit):
        send_due_deliveries(worker, killed)
    transaction.abort()
    send_due_deliveries(worker, receiver)
    (first, second) = [message_id for _url, message_id, _body in receiver.heard]
    assert first == second


def test_what_was_let_go_meanwhile_is_forgotten(hub, hook, receive, receiver, worker):
    receive("Hej")
    receiver.status = 500

    def let_go_first(*given):
        with api.env.adopt_user(SITE_OWNER_NAME):
            remove_receiver(hub, hook.id)
        transaction.commit()
        return receiver(*given)

    send_due_deliveries(worker, let_go_first)
    assert state(hub, hook) is None
    assert (delivery_count(hub, hook.id), dead_deliveries(hub)) == (0, [])


def test_without_the_servers_key_nothing_is_sent(hub, hook, receive, receiver, send, environ):
    receive("Hej")
    environ.delenv("SOCIALHUB_KEYS")
    vault.default_vault.cache_clear()
    send()
    assert receiver.heard == []
    assert state(hub, hook).code == "no_secret"


def test_the_database_holds_no_secret(hub, hook, receiver):
    storage = hub._p_jar.db().storage
    records = [each.data for each in storage.iterator() for each in each]
    secret = receiver.secret.removeprefix("whsec_").encode()
    assert records
    assert not [data for data in records if data and secret in data]


def test_the_worker_does_it_every_few_seconds():
    assert getUtility(IChore, "webhooks").every <= 5


def test_a_receiver_on_the_wire_verifies_what_it_is_sent(hub, receive, worker, monkeypatch):
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        server.heard = []
        with api.env.adopt_user(SITE_OWNER_NAME):
            url = f"http://127.0.0.1:{server.server_port}/in"
            hook, server.secret = create_receiver(hub, url, "", TYPES)
        number = receive("Hej")
        monkeypatch.setattr(type(worker.clock), "__call__", lambda clock: time())
        send_due_deliveries(worker)
        server.shutdown()
    assert [(each["type"], each["data"]["number"]) for each in server.heard] == [
        ("message.received", number)
    ]
    assert hook.title == hook.url


def test_a_receiver_inside_is_refused_by_the_guard(hub, receive, worker, environ):
    with api.env.adopt_user(SITE_OWNER_NAME):
        hook, _secret = create_receiver(hub, "http://localhost:8080/in", "", TYPES)
    receive("Hej")
    transaction.commit()
    environ.delenv("SOCIALHUB_ALLOWED_NETWORKS")
    settings.default_settings.cache_clear()
    send_due_deliveries(worker)
    assert state(hub, hook).code == "private"


def test_what_a_wrong_clock_put_off_is_sent(hub, hook, receive, receiver, send, clock):
    receive("Hej")
    receiver.status = 500
    clock.now += 400 * DAY
    send()
    clock.now -= 400 * DAY
    receiver.status = 204
    send()
    assert len(receiver.heard) == 2


def test_the_letter_says_which_why_and_where_it_is_mended(hub, hook):
    send_failure_mail(hub, hook, FeedError("led_on", status=302), NOW)
    [letter] = outbox.queued_mails(api.portal.get())
    assert letter["to"] == "office@example.se"
    assert letter["text"].split("\n\n") == [
        "Mottagaren Intranätet har inte tagit emot det som har skickats till den, och får inget "
        "mer.",
        "Det senaste felet: Mottagaren leder vidare till en annan adress, och dit skickas inget "
        "(302).",
        "Det som den inte har tagit emot finns kvar. Slå på den igen och skicka det en gång till "
        "här: https://www.example.se/hub/@@webhooks\n",
    ]
