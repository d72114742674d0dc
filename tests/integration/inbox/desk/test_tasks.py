"""Messages wait for whom they are assigned to."""

import pytest
from days import local_day
from helpers.integration.tasks import told
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.interfaces import Task
from katrineholm.socialhub.accounts.lifecycle.absences import note_absence
from katrineholm.socialhub.inbox.desk import tasks
from katrineholm.socialhub.inbox.desk.tasks import message_tasks

TITLE, PAGE = "Meddelanden att besvara", "hub/@@messages?mine=1"
LATE = "Minst ett skulle ha besvarats vid det här laget."
MONTH = 31 * 24 * 3600


@pytest.mark.parametrize(("seconds", "text"), [(0, ""), (MONTH, LATE)])
def test_messages_wait_for_the_responsible_and_are_late_in_time(
    hub, receive, monkeypatch, seconds, text
):
    receive("Hej")
    receive("Hallå")
    monkeypatch.setattr(tasks, "time", lambda: NOW + seconds)
    assert told(message_tasks, hub, "anna") == [Task(TITLE, PAGE, 2, text, bool(text))]
    assert [told(message_tasks, hub, who) for who in ("bert", "cia", "rut")] == [[], [], []]


def test_during_an_absence_they_wait_for_the_substitute(hub, channel, receive):
    with api.env.adopt_user(SITE_OWNER_NAME):
        note_absence(channel, "responsible", local_day(), local_day())
    receive("Hej")
    assert [each.number for each in told(message_tasks, hub, "bert")] == [1]
    assert told(message_tasks, hub, "anna") == []
