"""Channels wait for the office, for those who register them, and for those who answer for them."""

from datetime import timedelta

import pytest
from helpers.integration.accounts.lifecycle import COMPLETE, TODAY
from helpers.integration.tasks import told
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.facts import viewable_channels
from katrineholm.socialhub.accounts.channels.interfaces import Task
from katrineholm.socialhub.accounts.lifecycle.confirmation import confirm_channel
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step
from katrineholm.socialhub.accounts.lifecycle.tasks import (
    confirmation_tasks,
    draft_tasks,
    login_tasks,
    report_tasks,
)
from katrineholm.socialhub.accounts.registration.account_logins import Login, note_login

KANAL = "hub/kultur/kanal"
READY = "Utkastet är klart att anmälas."
LACKS = "Något saknas innan utkastet kan anmälas."
CONFIRM = "Bekräfta att uppgifterna om kanalen stämmer."
GONE = "Den som har inloggningen finns inte kvar på webbplatsen: anteckna någon annan."


@pytest.fixture
def hub(functional_administration):
    return functional_administration.__parent__


@pytest.fixture
def officer(person):
    """The name of somebody in the information office."""
    return person("Information Officer")[0]


@pytest.fixture
def contributor(functional_administration, person):
    """The name of one who registers the administration's channels."""
    return person("Contributor", at=functional_administration)[0]


@pytest.fixture
def make_kanal(make_functional_channel):
    """A function that makes a channel, ``/hub/kultur/kanal``: ``make_kanal("draft")``."""

    def make_kanal(state="official", **fields):
        return make_functional_channel("kanal", state, title="Kanal", **fields)

    return make_kanal


def test_reported_channels_wait_for_the_office_alone(
    hub, make_functional_channel, officer, contributor
):
    for state in ("reported", "reported", "draft"):
        make_functional_channel(state=state)
    task = Task("Kanaler att granska", "hub/@@board?state=reported", 2)
    assert told(report_tasks, hub, officer) == [task]
    assert told(report_tasks, hub, contributor) == []


@pytest.mark.parametrize(("fields", "text"), [(COMPLETE, READY), ({}, LACKS)])
def test_a_draft_waits_for_its_own_administration(
    hub, make_kanal, officer, contributor, person, fields, text
):
    account = {"profile_url": "https://www.facebook.com/kultur", "feed_url": None}
    make_kanal("draft", **account, **fields)
    assert told(draft_tasks, hub, contributor) == [Task("Kanal", KANAL, text=text)]
    assert told(draft_tasks, hub, officer) == []
    assert told(draft_tasks, hub, person("Member")[0]) == []


def test_a_draft_of_another_administration_does_not_wait_for_who_only_reads_it(
    hub, make_kanal, contributor
):
    channel = make_kanal("draft")
    with api.env.adopt_user(SITE_OWNER_NAME):
        facts = {"title": "Skolan", "phone": "0150-570 00"}
        school = api.content.create(hub, "Administration", "skola", **facts)
        api.content.transition(school, "publish")
        api.content.move(source=channel, target=school)
        api.user.grant_roles(username=contributor, roles=["Editor"], obj=school.kanal)
    school.kanal.reindexObjectSecurity()
    with api.env.adopt_user(contributor):
        assert [each.title for each in viewable_channels(hub)] == ["Kanal"]
    assert told(draft_tasks, hub, contributor) == []


def test_a_draft_that_was_sent_back_comes_first_is_late_and_has_the_offices_words(
    hub, make_kanal, make_functional_channel, contributor
):
    make_functional_channel("annat", "draft", title="Annat")
    channel = make_kanal("draft", **COMPLETE)
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_channel_step(channel, "report")
        take_channel_step(channel, "return", StepInput(comment="Skriv <b>vem</b>."))
    text = "Tillbakalämnad av informationskontoret: Skriv <b>vem</b>."
    first, second = told(draft_tasks, hub, contributor)
    assert first == Task("Kanal", KANAL, text=text, is_late=True)
    assert (second.title, second.is_late) == ("Annat", False)


def test_a_channel_that_nobody_has_touched_waits_for_its_responsible(hub, make_kanal, person):
    anna, bo = person("Member")[0], person("Reader")[0]
    channel = make_kanal(responsible=anna, substitute=bo)
    assert told(confirmation_tasks, hub, anna) == []
    channel.official_since = TODAY - timedelta(400)
    IAnnotations(hub).pop(history.KEY)
    notify(ObjectModifiedEvent(channel))
    assert told(confirmation_tasks, hub, anna) == [Task("Kanal", KANAL, text=CONFIRM)]
    assert told(confirmation_tasks, hub, bo) == []
    confirm_channel(channel, anna, TODAY)
    assert told(confirmation_tasks, hub, anna) == []


def test_a_login_whose_holder_has_no_account_waits_for_the_editor(
    hub, make_kanal, person, officer, contributor
):
    channel, editor = make_kanal(), person("Editor", at=hub.kultur)[0]
    note_login(channel, Login("person", "borta"))
    task = Task("Kanal", f"{KANAL}/@@account-login", text=GONE)
    assert [told(login_tasks, hub, who) for who in (editor, officer)] == [[task], [task]]
    assert told(login_tasks, hub, contributor) == []


@pytest.mark.parametrize("kind", ["person", "function"])
def test_a_login_that_somebody_holds_waits_for_nobody(hub, make_kanal, officer, kind):
    note_login(make_kanal(), Login(kind, {"person": officer, "function": "borta"}[kind]))
    assert told(login_tasks, hub, officer) == []
