"""A flood of messages: few mails, and nothing that nobody is told of."""

from datetime import timedelta

import pytest
import transaction
from days import local_day
from helpers.integration.inbox.reminders import ANNA, NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub import HOUR
from katrineholm.socialhub.accounts.lifecycle.absences import note_absence
from katrineholm.socialhub.inbox.steps.mail_batches import (
    FIRST_FEW,
    KEY,
    PAUSE,
    expired_batches,
    messages_to_announce,
)
from katrineholm.socialhub.inbox.steps.mails import send_held_back

SINGLE = "Nytt meddelande: Bloggen"


@pytest.mark.parametrize("is_direct", [False, True])
def test_the_first_few_are_told_at_once_and_the_others_together(hub, flood, mails, is_direct):
    flood(34, is_direct=is_direct)
    assert mails() == [SINGLE] * FIRST_FEW
    last = NOW + (FIRST_FEW - 1) * 10
    send_held_back(hub, last + PAUSE - 1)
    assert mails() == [SINGLE] * FIRST_FEW
    send_held_back(hub, last + PAUSE)
    send_held_back(hub, last + PAUSE)
    assert mails() == [*[SINGLE] * FIRST_FEW, "Nya meddelanden: 29"]
    send_held_back(hub, last + 9 * PAUSE)
    assert len(mails()) == FIRST_FEW + 1


def test_the_next_arrival_brings_what_was_held_back(flood, mails):
    last = flood(7)
    flood(1, now=last + PAUSE)
    assert mails()[FIRST_FEW:] == ["Nya meddelanden: 3"]
    flood(1, now=last + PAUSE + 60)
    assert len(mails()) == FIRST_FEW + 1


def test_a_flood_that_goes_on_for_hours_is_two_mails_an_hour(flood, mails):
    for minute in range(0, 240, 2):
        flood(1, now=NOW + minute * 60)
    assert len(mails()) <= FIRST_FEW + 8


def test_after_an_hour_of_rest_each_is_told_again(flood, mails):
    last = flood(FIRST_FEW)
    flood(1, now=last + HOUR)
    assert mails() == [SINGLE] * (FIRST_FEW + 1)


def test_what_has_moved_meanwhile_is_told_to_whoever_has_it_now(hub, channel, flood, mails):
    last = flood(7)
    with api.env.adopt_user(SITE_OWNER_NAME):
        note_absence(channel, "responsible", local_day(), local_day() + timedelta(7))
    transaction.commit()
    assert mails("bert@") == ["Nya meddelanden: 7"]
    send_held_back(hub, last + PAUSE)
    assert mails() == [SINGLE] * FIRST_FEW


def test_alarms_to_the_office_are_gathered_too(hub, channel, flood, mails):
    api.portal.set_registry_record("katrineholm.socialhub.office_email", "info@example.se")
    with api.env.adopt_user(SITE_OWNER_NAME):
        for role in ("responsible", "substitute"):
            note_absence(channel, role, local_day(), local_day() + timedelta(7))
    transaction.commit()
    last = flood(20)
    assert mails("info@") == ["Ingen svarar: Bloggen"] * FIRST_FEW
    send_held_back(hub, last + PAUSE)
    assert mails("info@") == ["Ingen svarar: Bloggen"] * (FIRST_FEW + 1)
    assert mails("dan@")[FIRST_FEW:] == ["Nya meddelanden: 15"]


def test_what_comes_in_at_once_for_one_person_is_merged(functional_administration):
    hub = functional_administration.aq_parent
    messages_to_announce(hub, ANNA, [1], NOW)
    transaction.commit()
    for number in (2, 4):
        with hub._p_jar.db().transaction() as connection:
            there = connection.root()["Application"].unrestrictedTraverse(hub.getPhysicalPath())
            messages_to_announce(there, ANNA, [number], NOW)
            assert messages_to_announce(hub, ANNA, [number + 1], NOW) == (number + 1,)
        transaction.commit()
    # Each connection saw four at most.
    assert messages_to_announce(hub, ANNA, [7], NOW) == ()


def test_only_what_still_matters_is_remembered(functional_administration):
    hub = functional_administration.aq_parent
    for number in range(60):
        messages_to_announce(hub, ANNA, [number], NOW + number)
    assert expired_batches(hub, NOW + 60 + PAUSE) == {ANNA: tuple(range(FIRST_FEW, 60))}
    expired_batches(hub, NOW + 60 + PAUSE)
    assert len(IAnnotations(hub)[KEY]) == FIRST_FEW
    assert expired_batches(hub, NOW + 2 * HOUR) == {}
    assert len(IAnnotations(hub)[KEY]) == 0
