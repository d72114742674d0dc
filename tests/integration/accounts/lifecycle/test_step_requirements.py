"""What each step demands of a channel, and what is said where it is lacking."""

import pytest
from helpers.integration.accounts.lifecycle import refused

from katrineholm.socialhub.accounts.lifecycle.step_requirements import (
    StepInput,
    step_requirements,
    unmet_requirements,
)

pytestmark = pytest.mark.usefixtures("as_manager")


def unmet(channel, step, given=None):
    return [each.name for each in step_requirements(channel, step, given) if not each.is_met]


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ({}, []),
        ({"responsible": None}, ["responsible"]),
        ({"substitute": None}, ["substitute"]),
        ({"substitute": "Anna B <Anna@katrineholm.example>"}, ["substitute"]),
        ({"responsible": "gone"}, ["responsible"]),
        ({"substitute": "test-user"}, ["substitute"]),
        ({"purpose": " \n"}, ["purpose"]),
        ({"profile_url": "https://www.facebook.com/"}, ["profile_url"]),
        ({"responsible": None, "substitute": None}, ["responsible", "substitute"]),
    ],
)
@pytest.mark.parametrize("step", ["report", "make-official"])
def test_duties_purpose_and_an_account_are_demanded(complete, step, fields, lacking):
    channel = complete("draft" if step == "report" else "reported", **fields)
    assert unmet(channel, step, StepInput(link_only_reason="Inget flöde")) == lacking


def test_an_official_contact_is_demanded_of_the_channel_or_its_administration(
    complete, administration
):
    administration.email = administration.phone = None
    channel = complete("draft")
    assert unmet(channel, "report") == ["contact"]
    channel.contact_phone = "0150-570 00"
    assert unmet(channel, "report") == []


def test_a_refusal_names_each_field_that_is_missing_and_says_what_to_do(complete):
    refusal = refused(complete("draft", substitute=None, purpose=""), "report")
    assert "Ersättare" in refusal or "Substitute" in refusal
    assert refusal.count(":") >= 2


def test_a_person_who_cannot_be_reached_is_named(complete):
    channel = complete("draft", responsible="gone")
    (advice,) = [each.advice for each in step_requirements(channel, "report") if not each.is_met]
    assert advice.mapping == {"name": "gone"}


def test_each_lack_leads_to_its_field(make_channel, administration):
    administration.email = administration.phone = None
    channel = make_channel("kanal", state="draft", profile_url="https://www.facebook.com/kultur")
    fields = [each["url"].rpartition("-")[2] for each in unmet_requirements(channel, "report")]
    assert {"responsible", "substitute", "contact_email", "purpose"} <= {
        field.rpartition(".")[2] for field in fields
    }
    assert all(each["advice"] for each in unmet_requirements(channel, "report"))
