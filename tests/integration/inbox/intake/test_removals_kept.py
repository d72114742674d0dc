"""What is remembered of what was taken down."""

from types import SimpleNamespace

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.core.feeds.model import Known
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake import removals_kept
from katrineholm.socialhub.inbox.intake.removals import look_for_removed
from katrineholm.socialhub.inbox.steps.steps import act
from katrineholm.socialhub.refresh import health
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
        health.remember(hub, channel.UID(), State(channel.feed_url, known=Known(inside=inside)))
        number = receive(text, permalink=server.url(path) if path else "")
        as_anna(hub, number, "act", rules=["K1"], reason="Ovårdat")
        given = {"confirmed": True} if step == "delete" else {}
        as_anna(hub, number, step, **given)
        site = api.portal.get()
        outbox.note(site, {letter["id"]: None for letter in outbox.letters(site)}, NOW)
        transaction.commit()
        server.requests.clear()
        return number

    return taken_down


@pytest.fixture
def look_at(worker, clock):
    """A function that lets the worker look, so many seconds after the message came in."""

    def look_at(seconds, of=worker):
        clock.now = NOW + seconds
        look_for_removed(of)
        transaction.begin()

    return look_at


def as_anna(hub, number, step, **given):
    with api.env.adopt_user("anna"):
        act(hub, number, step, given, now=NOW)
    transaction.commit()


def restore(hub, number):
    with api.env.adopt_user(SITE_OWNER_NAME):
        act(hub, number, "restore", {"reason": "Det var inget fel"}, now=NOW)
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
    removals_kept.follow(SimpleNamespace(hub=hub, number=number, step="dispose", now=NOW))
    transaction.commit()
    look_at(10 * MINUTE)
    assert server.requests == []


def test_a_copied_hub_has_taken_nothing_down(taken_down, hub):
    number = taken_down()
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, hub.__parent__, "kopia")
    assert removals_kept.is_wanted(hub, number)
    assert not removals_kept.is_wanted(copy, number)
