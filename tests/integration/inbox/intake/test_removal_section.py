"""What a message's page says of whether it is gone."""

import pytest
from helpers.integration.inbox.intake import DAY, MINUTE, TEXT, shows
from plone import api

from katrineholm.socialhub.inbox.desk.serializer import FINDINGS

pytestmark = pytest.mark.usefixtures("no_haste")


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
