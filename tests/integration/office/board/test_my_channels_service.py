"""Whoever answers for a channel today finds it on the hub and over REST, and nobody else does."""

import re

import pytest
import transaction
from helpers.integration.inbox.routing import away
from officers import PASSWORD, channel, hub, people, receive, rest  # noqa: F401
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.lifecycle.handover import hand_over

pytestmark = pytest.mark.usefixtures("framed")


def both_away(channel):  # noqa: F811
    for role in ("responsible", "substitute"):
        away(channel, role)


def handed_over(channel):  # noqa: F811
    with api.env.adopt_user(SITE_OWNER_NAME):
        hand_over(hub_of(channel), "anna", "cia", [f"responsible-{channel.UID()}"])
    transaction.commit()


# What has happened to the channel's duties, and who answers then, as what.
STATES = {
    "nothing": (lambda _channel: None, {"anna": "responsible"}),
    "absence": (
        lambda place: away(place, "responsible"),
        {"anna": "responsible", "bert": "substitute"},
    ),
    "two absences": (both_away, {"anna": "responsible", "dan": "substitute"}),
    "hand-over": (handed_over, {"cia": "responsible"}),
}


@pytest.mark.parametrize("state", STATES)
def test_whoever_answers_today_sees_the_channel(channel, receive, rest, browse, state):  # noqa: F811
    change, answering = STATES[state]
    change(channel)
    number = receive()
    for name in ("anna", "bert", "cia", "dan", "rut"):
        body = rest(name).get("hub/@my-channels").json()
        roles = {item["title"]: item["role"] for item in body["items"]}
        wanted = {"Bloggen": answering[name]} if name in answering else {}
        assert roles == wanted, name
        waits = rest(name).get("hub/@messages?mine=1").json()["items_total"]
        assert body["messages"] == waits, name
        page = browse(name, PASSWORD).get("hub").text
        panel = re.search(r'<section class="[^"]*socialhub-mine.*?</section>', page, re.S)
        assert bool(panel) == (name in answering), name
        assert not panel or ("Bloggen" in panel[0] and (not waits or "mine=1" in panel[0])), name
    assert number
    assert rest().get("hub/@my-channels").status_code == 401
