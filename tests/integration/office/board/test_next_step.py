"""The next step of a channel: for each state of the workflow, and for each role."""

from datetime import timedelta

import pytest
from days import local_day
from helpers.integration.accounts.lifecycle import COMPLETE
from helpers.integration.office.board import fails
from plone import api

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.lifecycle.steps import WORKFLOW
from katrineholm.socialhub.office.board.next_step import STEPS_BY_STATE, next_step
from katrineholm.socialhub.refresh.state_storage import store_state

FED = {"platform": "website", "kind": "blog", "feed_url": "https://blogg.example.se/rss"}
BY_HAND = {"platform": "instagram", "feed_url": None}
BY_HAND["profile_url"] = "https://www.instagram.com/kultur"
ROLES = ("Reader", "Contributor", "Editor", "Information Officer", "Manager")
REPORT, REVIEW, RESUME = "Anmäl kanalen", "Granska", "Återuppta kanalen"
NOTHING = ("", "", "", "", "")
TODAY = local_day()
LONG_AGO = TODAY - timedelta(400)
# The button of each role; empty where there is nothing to press.
TABLE = {
    ("draft", "complete"): ("", "", REPORT, REPORT, REPORT),
    ("draft", "lacking"): ("", *["Fyll i"] * 4),
    ("reported", "complete"): ("", "", "", REVIEW, REVIEW),
    ("official", "fed"): NOTHING,
    ("official", "by hand"): ("", "", *["Skriv in ett inlägg"] * 3),
    ("official", "unconfirmed"): ("", "", *["Bekräfta att allt stämmer"] * 3),
    ("official", "unseen"): ("", "", *["Jag har tittat på kontot i dag"] * 3),
    ("paused", "complete"): ("", "", "", RESUME, RESUME),
    ("closed", "complete"): NOTHING,
}
FIELDS = {
    "complete": FED | COMPLETE,
    "lacking": FED | COMPLETE | {"substitute": None},
    "fed": FED | COMPLETE,
    "by hand": BY_HAND | COMPLETE,
    "unconfirmed": FED | COMPLETE,
    "unseen": BY_HAND | COMPLETE,
}
# Set after the channel has become official.
LATER = {
    "unconfirmed": {"official_since": LONG_AGO},
    "unseen": {"official_since": LONG_AGO, "confirmed_on": TODAY},
}


@pytest.mark.parametrize(("state", "case"), TABLE, ids=" ".join)
def test_each_role_has_at_most_one_button_and_it_is_the_one_that_helps(make_channel, state, case):
    channel = make_channel("kanal", state=state, **FIELDS[case])
    for name, value in LATER.get(case, {}).items():
        setattr(channel, name, value)
    found = []
    for role in ROLES:
        with api.env.adopt_roles([role]):
            step = next_step(channel)
            assert step.title
            assert not (step.way and step.act)
            way = step.way or step.act
            found.append(api.portal.translate(way["title"]) if way else "")
    assert tuple(found) == TABLE[state, case]


def test_a_feed_that_fails_comes_first_for_those_who_may_fetch(make_channel):
    channel = make_channel("kanal", **FIELDS["fed"])
    hub = hub_of(channel)
    store_state(hub, channel.UID(), fails(channel))
    texts = {}
    for role in ROLES:
        with api.env.adopt_roles([role]):
            step = next_step(channel)
            texts[role] = step.way and step.way["@id"].rpartition("/")[2]
    assert texts == dict.fromkeys(ROLES, "@@retrieval") | {"Reader": None, "Contributor": None}


def test_every_state_of_the_workflow_is_in_the_table(portal):
    states = set(api.portal.get_tool("portal_workflow")[WORKFLOW].states)
    assert {state for state, _case in TABLE} == states == set(STEPS_BY_STATE)
