"""What waits for registrars, archivists and those who handle messages."""

from datetime import date

import pytest
from helpers.integration.inbox.intake import talking
from helpers.integration.tasks import told
from officers import NOW

from katrineholm.socialhub.accounts.channels import times
from katrineholm.socialhub.accounts.channels.interfaces import Task
from katrineholm.socialhub.inbox.oversight.rounds import record_round
from katrineholm.socialhub.inbox.oversight.tasks import (
    disposal_tasks,
    oversight_tasks,
    registration_tasks,
)

MONDAY, SUNDAY = date(2026, 9, 21), date(2026, 9, 20)  # NOW is on the Monday
ROUND = Task("Kanaler att gå igenom i dag", "hub/@@messages-rounds", 1)
REVIEW = Task("Borttagningar att granska", "hub/@@messages-reviews", 1)


@pytest.fixture
def on_day(monkeypatch):
    """A function that sets which day it is."""
    return lambda day: monkeypatch.setattr(times, "today", lambda: day)


def test_what_is_to_be_registered_waits_for_the_registrar_alone(hub, case, office):
    case()
    task = Task("Meddelanden att registrera", "hub/@@diary", 1)
    assert told(registration_tasks, hub, "rut") == [task]
    assert [told(registration_tasks, hub, who) for who in (office[0], "anna")] == [[], []]


def test_a_message_that_is_no_case_does_not_wait_for_the_registrar(hub, receive):
    receive()
    assert told(registration_tasks, hub, "rut") == []


@pytest.mark.parametrize(("day", "expected"), [(MONDAY, [ROUND]), (SUNDAY, [])])
def test_a_channel_is_gone_through_on_working_days_by_its_responsible(
    hub, channel, on_day, day, expected
):
    talking(channel)
    on_day(day)
    assert told(oversight_tasks, hub, "anna") == expected
    assert [told(oversight_tasks, hub, who) for who in ("bert", "cia", "rut")] == [[], [], []]


def test_a_channel_that_has_been_gone_through_waits_no_more(hub, channel, on_day):
    talking(channel)
    on_day(MONDAY)
    record_round(hub, [channel.UID()], who="bert", now=NOW)
    assert told(oversight_tasks, hub, "anna") == []


def test_a_channel_that_nobody_answers_for_is_gone_through_by_the_head(hub, other, office, on_day):
    on_day(MONDAY)
    assert told(oversight_tasks, hub, "dan") == [ROUND]
    assert [told(oversight_tasks, hub, who) for who in (office[0], "anna")] == [[], []]


def test_a_removal_waits_for_another_than_who_made_it(hub, removed, office, on_day):
    on_day(SUNDAY)
    removed()
    assert told(oversight_tasks, hub, office[0]) == [REVIEW]
    assert [told(oversight_tasks, hub, who) for who in ("anna", "rut")] == [[], []]


def test_what_is_kept_for_long_enough_waits_for_the_archivist_alone(hub, closed, office):
    closed()
    task = Task("Meddelanden vars tid har gått ut", "hub/@@disposal", 1)
    assert told(disposal_tasks, hub, "arne") == [task]
    assert [told(disposal_tasks, hub, who) for who in (office[0], "rut", "anna")] == [[], [], []]


def test_what_is_new_does_not_wait_for_the_archivist(hub, receive):
    receive()
    assert told(disposal_tasks, hub, "arne") == []
