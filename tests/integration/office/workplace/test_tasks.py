"""What waits for somebody, as the rooms tell it."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zope.component import getGlobalSiteManager

from katrineholm.socialhub.accounts.channels.interfaces import IWaiting, Task
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step


@pytest.fixture
def waiting():
    """A function that adds a room's tasks."""
    manager, names = getGlobalSiteManager(), []

    def waiting(name, tasks):
        manager.registerUtility(tasks, IWaiting, name)
        names.append(name)

    yield waiting
    for name in names:
        manager.unregisterUtility(provided=IWaiting, name=name)


def test_a_room_that_fails_hides_the_others_not(contributor, waiting, workplace):
    def fails(_hub):
        raise KeyError("gone")

    waiting("01-fails", fails)
    waiting("02-works", lambda hub: [Task("Det finns kvar", hub.absolute_url(), 3)])
    found = workplace(contributor)["waiting"]
    assert [(each["title"], each["number"]) for each in found["items"]] == [("Det finns kvar", 3)]
    assert "inte kan visas just nu" in found["note"]


def test_what_is_late_comes_first(contributor, waiting, workplace):
    waiting("01-a", lambda hub: [Task("Sedan", hub.absolute_url())])
    waiting("02-b", lambda hub: [Task("Först", hub.absolute_url(), is_late=True)])
    assert [each["title"] for each in workplace(contributor)["waiting"]["items"]] == [
        "Först",
        "Sedan",
    ]


def told(part):
    return {each["title"]: each["number"] for each in part["waiting"]["items"]}


def test_a_reported_channel_waits_for_the_office_alone(
    contributor, make_functional_channel, workplace
):
    make_functional_channel("anmald", "reported", title="Anmäld")
    assert told(workplace((SITE_OWNER_NAME, SITE_OWNER_PASSWORD)))["Kanaler att granska"] == 1
    assert told(workplace(contributor)) == {}


def test_a_draft_that_was_sent_back_is_late_and_has_the_offices_words(
    contributor, make_functional_channel, workplace
):
    make_functional_channel("annat", "draft", title="Annat")
    people = {"responsible": "a@example.se", "substitute": "b@example.se"}
    channel = make_functional_channel("kanal", "draft", title="Kanal", purpose="Bad", **people)
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_channel_step(channel, "report")
        take_channel_step(channel, "return", StepInput(comment="Skriv <b>vem</b>."))
    transaction.commit()
    first, second = workplace(contributor)["waiting"]["items"]
    assert (first["title"], first["late"]) == ("Kanal", True)
    assert "Skriv <b>vem</b>." in first["text"]
    assert second["text"] == "Något saknas innan utkastet kan anmälas."


def test_an_entry_that_is_held_waits_for_the_editor(
    make_functional_channel, keep, person, workplace
):
    channel = make_functional_channel("granskad", title="Granskad", hold=True)
    keep(channel, hold=True)
    assert told(workplace(person("Editor", at=channel.__parent__)))["Inlägg att granska"] == 1
    assert told(workplace(person("Member"))) == {}
