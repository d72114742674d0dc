"""What waits for somebody, as the rooms tell it."""

import pytest
from zope.component import getGlobalSiteManager

from katrineholm.socialhub.accounts.channels.interfaces import IWaiting, Task


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
