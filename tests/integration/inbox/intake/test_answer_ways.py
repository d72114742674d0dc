"""Which messages can be answered at the service."""

from dataclasses import replace

import pytest
from helpers.integration.inbox.intake import NOW, as_anna
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.accounts.registration.connections import (
    connection_of,
    delete_connection,
    store_connection,
)
from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.replies import answer_service
from katrineholm.socialhub.inbox.steps.steps import set_facts

pytestmark = pytest.mark.usefixtures("no_haste")


def test_a_comment_of_a_connected_account_can_be_answered_at_the_service(hub, asked):
    assert answer_service(hub, asked) == "Instagram"


def test_a_message_that_came_by_another_way_cannot(hub, asked, receive):
    assert answer_service(hub, receive("Hej")) == ""


def secret(hub, number, channel):
    with api.env.adopt_user("anna"):
        set_facts(hub, number, {"secret": True}, now=NOW)


def taken_down(hub, number, channel):
    as_anna(hub, number, "act", rules=["K1"], reason="Påhopp")
    as_anna(hub, number, "unpublish", receipt="Dold")


def closed(hub, number, channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        set_state(channel, "closed")


def disconnected(hub, number, channel):
    delete_connection(hub, channel.UID())


def without_the_right(hub, number, channel):
    change(hub, channel, may_answer=False)


def ended(hub, number, channel):
    change(hub, channel, problem="token_ended")


def change(hub, channel, **fields):
    store_connection(hub, channel.UID(), replace(connection_of(channel), **fields))


@pytest.mark.parametrize(
    "obstacle", [secret, taken_down, closed, disconnected, without_the_right, ended]
)
def test_what_stands_against_it_offers_nothing_and_refuses_the_answer(
    hub, asked, channel, obstacle
):
    as_anna(hub, asked, "claim")
    obstacle(hub, asked, channel)
    assert answer_service(hub, asked) == ""
    with pytest.raises(Refused):
        as_anna(hub, asked, "answer", answer="Ja", in_office=True, post=True)
    assert "answer" not in [line["step"] for line in messages_of(hub).log(asked)]
