"""Supervision rounds: one click, a chained log, the days that were missed, and reminders."""

from argparse import Namespace
from datetime import date, datetime, timedelta
from threading import Event
from zoneinfo import ZoneInfo

import pytest
import transaction
from helpers.integration.inbox.oversight import lines
from officers import NOW
from zope.annotation.interfaces import IAnnotations
from zope.lifecycleevent import modified

from katrineholm.socialhub.inbox.oversight import rounds
from katrineholm.socialhub.inbox.steps import verify_command
from katrineholm.socialhub.inbox.steps.reminders import remind_hub
from katrineholm.socialhub.site.mail import outbox

PAGE, DONE = "hub/@@messages-rounds", "hub/@@messages-go-through"


ORDER = Namespace(anchors=None, json=False)


@pytest.fixture
def channel(channel):
    """Open for dialogue, and official for long."""
    channel.dialogue, channel.official_since = True, date(2026, 1, 1)
    modified(channel)
    transaction.commit()
    return channel


def test_a_round_is_noted_with_who_and_which(channel, other, hub, submit, login):
    answer = submit(login("anna"), DONE, {"channel": channel.UID()})
    assert answer.headers["Location"].endswith("@@messages-rounds")
    assert lines(hub) == [("anna", [channel.UID()])]


def test_a_round_of_very_many_channels_is_noted_whole(channel, hub, submit, login):
    submit(login("anna"), DONE, {"channel": [*map(str, range(80)), channel.UID()]})
    assert lines(hub) == [("anna", [channel.UID()])]


@pytest.mark.parametrize(("name", "status"), [("cia", 302), ("rut", 302), ("anna", 200)])
def test_nobody_notes_a_round_of_others_channels(other, hub, submit, login, name, status):
    answer = submit(login(name), DONE, {"channel": other.UID()})
    assert (answer.status_code, lines(hub)) == (status, [])
    assert ('role="alert"' in answer.text) == (status == 200)


def test_a_round_that_is_changed_afterwards_is_found(channel, hub, caplog, functional_portal):
    for number in range(3):
        rounds.record_round(hub, [channel.UID()], who="anna", now=NOW + number)
    transaction.commit()
    assert verify_command.run(functional_portal, ORDER, Event()) == 0
    IAnnotations(hub)[rounds.KEY]["lines"][1]["who"] = "bert"
    transaction.commit()
    assert verify_command.run(functional_portal, ORDER, Event()) == 1
    assert "/plone/hub: supervision round 2 has been changed" in caplog.text


def noon(day):
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("CET")).timestamp())


def test_working_days_without_a_round_are_missed(channel, hub):
    uid, today = channel.UID(), date(2026, 6, 24)
    for number in (8, 9, 10, 11, 12, 15, 16, 17):
        rounds.record_round(hub, [uid], who="anna", now=noon(date(2026, 6, number)))
    assert rounds.missed_days(hub, uid, today) == [
        date(2026, 6, 18),
        date(2026, 6, 22),
        date(2026, 6, 23),
    ]


def test_no_day_is_missed_before_a_channel_is_official(channel, hub):
    channel.official_since = date(2026, 6, 22)
    modified(channel)
    assert rounds.missed_days(hub, channel.UID(), date(2026, 6, 24)) == [
        date(2026, 6, 22),
        date(2026, 6, 23),
    ]


def test_whoever_answers_is_reminded_in_the_morning_of_a_round_that_was_left_out(
    hub, channel, functional_portal
):
    wednesday = date(2026, 5, 6)
    uids = [channel.UID()]
    for day in (date(2026, 4, 21) + timedelta(number) for number in range(14)):
        rounds.record_round(hub, uids, who="anna", now=noon(day))
    assert remind_hub(hub, now=noon(date(2026, 5, 5))) == 0
    assert remind_hub(hub, now=noon(wednesday)) == 1
    told = {each["to"]: each for each in outbox.queued_mails(functional_portal)}
    letter = told['"Anna" <anna@example.se>']
    assert letter["subject"] == "Något väntar på dig"
    assert "Inte genomgångna sedan 5 maj 2026: Bloggen." in letter["text"]
