"""What is due waits for the archivists; a disposal for another of them than who proposed it."""

from datetime import date

from helpers.integration.tasks import told
from plone import api

from katrineholm.socialhub.accounts.channels.interfaces import Task
from katrineholm.socialhub.archive.retention.disposal_forms import (
    confirm_disposal,
    propose_disposal,
)
from katrineholm.socialhub.archive.retention.tasks import archive_tasks

DUE = Task("Kanaler som har något att göra för arkivet", "hub/@@archive", 1)
TO_CONFIRM = Task("Gallringar att bekräfta", "hub/@@dispose-entries", 1)


def test_a_channel_with_something_due_waits_for_the_archivist(old, person):
    old.channel.official_since = date(2025, 1, 1)
    old.channel.reindexObject()
    assert told(archive_tasks, old.hub, "bosse") == [DUE]
    assert told(archive_tasks, old.hub, person("Editor")[0]) == []


def test_a_disposal_waits_for_the_other_archivist_until_it_is_confirmed(old, in_force):
    in_force("entry")
    with api.env.adopt_user("bosse"):
        name = propose_disposal(old.hub, "entry", [old.ids["entry"]], "")
    assert told(archive_tasks, old.hub, "bosse") == []
    assert told(archive_tasks, old.hub, "evelina") == [TO_CONFIRM]
    with api.env.adopt_user("evelina"):
        confirm_disposal(old.hub, name)
    assert told(archive_tasks, old.hub, "evelina") == []


def test_a_disposal_does_not_wait_for_the_office(old, in_force, person):
    in_force("entry")
    with api.env.adopt_user("bosse"):
        propose_disposal(old.hub, "entry", [old.ids["entry"]], "")
    assert told(archive_tasks, old.hub, person("Information Officer")[0]) == []
