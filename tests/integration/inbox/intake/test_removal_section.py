"""What a message's page says of whether it is gone."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.core.feeds.model import FeedState
from katrineholm.socialhub.inbox.desk.serializer import FINDINGS
from katrineholm.socialhub.inbox.intake.removal_checks import check_removals
from katrineholm.socialhub.inbox.steps.steps import take_step
from katrineholm.socialhub.refresh import state_storage
from katrineholm.socialhub.refresh.state import State
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

    def taken_down(path="/park", text=TEXT, step="unpublish"):
        state_storage.store_state(
            hub, channel.UID(), State(channel.feed_url, known=FeedState(inside=True))
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


def shows(server, path, *parts):
    server.says(path, b"<html><body>" + REST + "".join(parts).encode() + b"</body></html>")


@pytest.mark.usefixtures("framed")
def test_the_messages_page_says_what_was_seen_and_when_it_is_looked_for_next(
    taken_down, look_at, server, browse, people
):
    number = taken_down()
    assert section(browse, people, number).count("<time") == 1
    shows(server, "/park", TEXT)
    look_at(10 * MINUTE)
    seen = section(browse, people, number)
    assert api.portal.translate(FINDINGS["there"]) in seen
    assert seen.count("<time") == 2
    server.says("/park", b"", status=404)
    look_at(2 * DAY)
    seen = section(browse, people, number)
    assert api.portal.translate(FINDINGS["gone"]) in seen
    assert seen.count("<time") == 1


def test_a_message_that_is_public_is_not_said_to_be_looked_for(receive, browse, people):
    assert section(browse, people, receive()) == ""


def section(browse, people, number):
    """The section about the removal, as Anna sees it."""
    page = browse(*people["anna"]).get(f"hub/@@messages/{number}").text
    return page.partition('id="socialhub-removal"')[2].partition("</section>")[0]
