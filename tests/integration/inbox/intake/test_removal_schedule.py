"""What is remembered of what was taken down."""

from types import SimpleNamespace

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.core.feeds.model import FeedState
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake import removal_schedule
from katrineholm.socialhub.inbox.intake.removal_checks import check_removals
from katrineholm.socialhub.inbox.steps.steps import take_step
from katrineholm.socialhub.refresh import state_storage
from katrineholm.socialhub.refresh.state import State
from katrineholm.socialhub.refresh.worker import Worker
from katrineholm.socialhub.site.mail import outbox

NOW = 1_790_000_000
MINUTE, DAY = 60, 24 * 3600
TEXT = "Ni är riktigt dåliga på att ploga."
REST = b"<p>" + b"Mycket annat om parken och om badet. " * 10 + b"</p>"


@pytest.fixture(autouse=True)
def no_haste(monkeypatch):
    monkeypatch.setenv("SOCIALHUB_HOST_SPACING", "0")


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
def look_at(worker, clock):
    """A function that lets the worker look, so many seconds after the message came in."""

    def look_at(seconds, of=worker):
        clock.now = NOW + seconds
        check_removals(of)
        transaction.begin()

    return look_at


def as_anna(hub, number, step, **given):
    with api.env.adopt_user("anna"):
        take_step(hub, number, step, given, now=NOW)
    transaction.commit()


def restore(hub, number):
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_step(hub, number, "restore", {"reason": "Det var inget fel"}, now=NOW)
    transaction.commit()


def looks(hub, number):
    log = messages_of(hub).log(number)
    return [dict(line["given"]) for line in log if line["step"] == "looked"]


def shows(server, path, *parts):
    server.says(path, b"<html><body>" + REST + "".join(parts).encode() + b"</body></html>")


def test_what_is_restored_is_looked_for_no_more(taken_down, look_at, hub, server):
    number = taken_down()
    restore(hub, number)
    shows(server, "/park", TEXT)
    look_at(10 * MINUTE)
    assert (looks(hub, number), server.requests) == ([], [])


def test_what_is_restored_while_a_server_is_waited_for_is_left_alone(
    taken_down, look_at, hub, server, worker
):
    number = taken_down()
    shows(server, "/park", TEXT)

    class Late(Worker):
        def write(self, function, *args):
            restore(hub, number)
            return super().write(function, *args)

    look_at(10 * MINUTE, of=Late(worker.site, clock=worker.clock, parsers=worker.parsers))
    assert len(server.requests) == 1
    assert looks(hub, number) == []


def test_what_is_disposed_of_is_looked_for_no_more(taken_down, look_at, hub, server):
    number = taken_down()
    removal_schedule.schedule_check(
        SimpleNamespace(hub=hub, number=number, step="dispose", now=NOW)
    )
    transaction.commit()
    look_at(10 * MINUTE)
    assert server.requests == []


def test_a_copied_hub_has_taken_nothing_down(taken_down, hub):
    number = taken_down()
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, hub.__parent__, "kopia")
    assert removal_schedule.has_scheduled_check(hub, number)
    assert not removal_schedule.has_scheduled_check(copy, number)
