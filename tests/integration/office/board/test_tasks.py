"""Channels that need care, for the office and for whoever has an administration's channels."""

from datetime import date

import pytest
from days import local_day
from helpers.integration.office.board import change, works
from helpers.integration.tasks import told
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.interfaces import Task
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.accounts.registration.looks import note_look
from katrineholm.socialhub.office.board import first_steps
from katrineholm.socialhub.office.board.tasks import care_tasks, first_step_tasks
from katrineholm.socialhub.refresh.state_storage import store_state

FAILING, UNSEEN = "Kanaler som inte hämtas", "Konton att titta på"


@pytest.fixture
def officer(person):
    """The name of somebody in the information office."""
    return person("Information Officer")[0]


@pytest.fixture
def contributor(functional_administration, person):
    """The name of one who may add channels to kultur."""
    return person("Contributor", at=functional_administration)[0]


def test_a_channel_that_fails_waits_for_the_office_and_its_own_administration(
    board_hub, officer, contributor, person
):
    ours = Task(FAILING, "hub/kultur/@@board?problem=broken", 1, "Kulturförvaltningen")
    assert told(care_tasks, board_hub, officer) == [Task(FAILING, "hub/@@board?problem=broken", 1)]
    assert told(care_tasks, board_hub, contributor) == [ours]
    assert told(care_tasks, board_hub, person("Contributor", at=board_hub.skola)[0]) == []
    assert told(care_tasks, board_hub, person("Member")[0]) == []


def test_a_channel_that_works_again_or_has_another_address_waits_no_more(board_hub, officer):
    broken = board_hub.kultur.trasig
    change(broken, feed_url="https://ny.example.se/rss")
    assert told(care_tasks, board_hub, officer) == []
    store_state(board_hub, broken.UID(), works(broken))
    assert told(care_tasks, board_hub, officer) == []


def test_a_channel_that_is_not_official_is_not_retrieved(board_hub, officer):
    with api.env.adopt_user(SITE_OWNER_NAME):
        set_state(board_hub.kultur.trasig, "closed")
    assert told(care_tasks, board_hub, officer) == []


def test_an_account_that_nobody_has_looked_at_waits_until_somebody_has(
    functional_portal, make_functional_channel, officer, contributor
):
    account = {"platform": "instagram", "feed_url": None}
    channel = make_functional_channel("insta", profile_url="https://instagram.com/k", **account)
    change(channel, official_since=date(2025, 1, 1))
    hub = functional_portal.hub
    ours = Task(UNSEEN, "hub/kultur/@@board?problem=unseen", 1, "Kulturförvaltningen")
    assert told(care_tasks, hub, officer) == [Task(UNSEEN, "hub/@@board?problem=unseen", 1)]
    assert told(care_tasks, hub, contributor) == [ours]
    with api.env.adopt_user(contributor):
        note_look(channel, local_day())
    assert told(care_tasks, hub, officer) == []


def test_the_first_steps_wait_for_the_office_until_all_are_done(
    board_hub, officer, contributor, monkeypatch
):
    [task] = told(first_step_tasks, board_hub, officer)
    assert (task.title, task.url) == ("De första stegen", "hub/@@board")
    assert 0 < task.number <= len(first_steps.FIRST_STEPS)
    assert told(first_step_tasks, board_hub, contributor) == []
    monkeypatch.setattr(first_steps, "FIRST_STEPS", ())
    first_steps.CACHE._kept.clear()
    assert told(first_step_tasks, board_hub, officer) == []
