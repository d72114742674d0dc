"""What a message's page says of whether it is gone."""

import pytest
import transaction
from helpers.integration.inbox.intake import DAY, MINUTE, NOW, TEXT, as_anna, shows
from plone import api

from katrineholm.socialhub.core.feeds.model import FeedState
from katrineholm.socialhub.inbox.desk.serializer import FINDINGS
from katrineholm.socialhub.refresh import state_storage
from katrineholm.socialhub.refresh.state import State
from katrineholm.socialhub.site.mail import outbox

pytestmark = pytest.mark.usefixtures("no_haste")


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
