"""What each step demands, what it leaves, and that no way leads past it."""

from datetime import date, timedelta

import pytest
from AccessControl import Unauthorized
from days import local_day
from helpers.integration.accounts.lifecycle import COMPLETE, refused, snapshot
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import available_steps, take_channel_step

REASON = StepInput(comment="Skriv vad kanalen är till för")
STEPS = {
    "draft": ["report"],
    "reported": ["return", "make-official"],
    "official": ["pause", "close"],
    "paused": ["resume", "close"],
    "closed": [],
}

pytestmark = pytest.mark.usefixtures("as_manager")


@pytest.mark.parametrize("state", STEPS)
def test_from_a_state_its_own_steps_lead(complete, state):
    assert available_steps(complete(state)) == STEPS[state]


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("draft", "make-official"),
        ("draft", "close"),
        ("reported", "report"),
        ("official", "report"),
        ("closed", "resume"),
        ("draft", "publish"),
        ("draft", ""),
    ],
)
def test_a_step_that_does_not_lead_on_from_a_state_is_refused(complete, state, step):
    assert refused(complete(state), step, REASON)


@pytest.mark.parametrize("comment", ["", " \n "])
@pytest.mark.parametrize(("state", "step"), [("reported", "return"), ("official", "close")])
def test_a_reason_is_demanded(complete, state, step, comment):
    assert refused(complete(state), step, StepInput(comment=comment, closed_on=date(2026, 1, 31)))


@pytest.mark.parametrize("day", [None, local_day() + timedelta(1)])
def test_a_closing_date_that_has_come_is_demanded(complete, day):
    assert refused(complete("official"), "close", StepInput(comment="Slut", closed_on=day))


def test_closing_leaves_date_and_reason(complete):
    channel = complete("paused")
    channel.official_since = date(2025, 3, 1)
    take_channel_step(channel, "close", StepInput(comment="Slut", closed_on=date(2026, 1, 31)))
    assert (api.content.get_state(channel), channel.closed_on, channel.closing_reason) == (
        "closed",
        date(2026, 1, 31),
        "Slut",
    )


def test_resuming_keeps_the_day_on_which_the_channel_became_official(complete):
    channel = complete("official")
    channel.official_since = date(2025, 3, 1)
    take_channel_step(channel, "pause")
    take_channel_step(channel, "resume")
    assert channel.official_since == date(2025, 3, 1)


def test_a_channel_goes_round_and_keeps_each_step(complete):
    channel = complete("draft")
    take_channel_step(channel, "report", StepInput(comment="Klar"))
    take_channel_step(channel, "return", REASON)
    take_channel_step(channel, "report")
    take_channel_step(channel, "make-official", StepInput(link_only_reason="Inget flöde"))
    steps = channel.workflow_history["socialhub_channel_workflow"][-4:]
    assert [(each["action"], each["comments"], each["actor"]) for each in steps] == [
        ("report", "Klar", SITE_OWNER_NAME),
        ("return", REASON.comment, SITE_OWNER_NAME),
        ("report", "", SITE_OWNER_NAME),
        ("make-official", "", SITE_OWNER_NAME),
    ]
    assert (channel.official_since, channel.link_only_reason) == (local_day(), "Inget flöde")


@pytest.mark.parametrize("way", ["transition", "to_state", "tool"])
def test_no_other_way_leads_past_the_demands(complete, way):
    channel = complete("draft", substitute=None)
    workflows = api.portal.get_tool("portal_workflow")
    ways = {
        "transition": lambda: api.content.transition(channel, "report"),
        "to_state": lambda: api.content.transition(channel, to_state="official"),
        "tool": lambda: workflows.doActionFor(channel, "report"),
    }
    with pytest.raises(Exception, match=r".+"):
        ways[way]()
    assert api.content.get_state(channel) == "draft"


def test_without_the_permission_no_step_is_taken(complete):
    channel = complete("reported")
    with api.env.adopt_roles(["Editor"]), pytest.raises(Unauthorized):
        take_channel_step(channel, "make-official")
    assert api.content.get_state(channel) == "reported"


def test_a_copy_starts_over(complete, administration):
    channel = complete("official", official_since=None)
    channel.official_since, channel.confirmed_on = date(2025, 3, 1), date(2026, 3, 1)
    copied = api.content.copy(channel, administration, "kopia", safe_id=True)
    assert snapshot(copied) == ("draft", "None", 1, None, None, None, None)
    assert (copied.confirmed_on, copied.responsible) == (None, channel.responsible)


def test_who_does_not_see_the_duties_does_not_learn_them_from_a_copy(complete, hub):
    channel = complete("official")
    school = api.content.create(hub, "Administration", "skola", title="Skola")
    api.user.create("elin@example.se", "elin", "correct-horse-battery")
    api.user.grant_roles(username="elin", roles=["Contributor"], obj=school)
    with api.env.adopt_user("elin"):
        copied = api.content.copy(channel, school)
    assert (copied.responsible, copied.substitute) == (None, None)
    assert channel.responsible == COMPLETE["responsible"]


def test_in_a_copy_of_an_administration_its_channels_start_over_too(complete, hub):
    complete("official")
    copied = api.content.copy(hub.kultur, hub, "kopia")
    assert snapshot(copied.kanal)[0] == "draft"
    assert (copied.kanal.official_since, copied.kanal.link_only_reason) == (None, None)
