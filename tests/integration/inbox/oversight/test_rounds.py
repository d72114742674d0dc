"""Supervision rounds: one click, a chained log, and the working days that were missed."""

from argparse import Namespace
from datetime import date, datetime, timedelta
from threading import Event
from zoneinfo import ZoneInfo

import pytest
import transaction
from officers import NOW
from zope.annotation.interfaces import IAnnotations
from zope.lifecycleevent import modified

from katrineholm.socialhub.inbox.oversight import rounds
from katrineholm.socialhub.inbox.reminders.reminders import remind
from katrineholm.socialhub.inbox.steps import verify_command
from katrineholm.socialhub.site.mail import outbox

LINKS = {
    "help": "messages-help",
    "receipt": "find-receipt",
    "rounds": "messages-rounds",
    "reviews": "messages-reviews",
    "new": "new-message",
}
PAGE, DONE = "hub/@@messages-rounds", "hub/@@messages-go-through"


ORDER = Namespace(anchors=None, json=False)


def noon(day):
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("CET")).timestamp())


@pytest.fixture
def channel(channel):
    """Open for dialogue, and official for long."""
    channel.dialogue, channel.official_since = True, date(2026, 1, 1)
    modified(channel)
    transaction.commit()
    return channel


@pytest.fixture
def other(channel, make_functional_channel):
    """Another channel with dialogue, that nobody answers for."""
    return make_functional_channel("flickr", title="Bilderna", dialogue=True)


def lines(hub):
    transaction.begin()
    return [(line["who"], line["channels"]) for line in rounds.past(hub)]


@pytest.mark.parametrize(
    ("name", "status", "sees"),
    [
        ("", 302, ()),
        ("cia", 302, ()),
        ("rut", 302, ()),
        ("anna", 200, ("Bloggen",)),
        ("office", 200, ("Bloggen", "Bilderna")),
    ],
)
def test_everybody_sees_the_own_channels(other, browse, login, name, status, sees):
    answer = browse(*login(name)).get(PAGE, allow_redirects=False)
    assert answer.status_code == status
    listed = answer.text.partition("<fieldset>")[2].partition("</fieldset>")[0]
    assert {title for title in ("Bloggen", "Bilderna") if title in listed} == set(sees)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("cia", {"help"}),
        ("bert", {"help"}),
        ("rut", {"help", "receipt"}),
        ("anna", {"help", "receipt", "rounds", "reviews", "new"}),
        ("office", {"help", "receipt", "rounds", "reviews", "new"}),
    ],
)
def test_the_list_leads_to_what_its_reader_has_something_to_do_with(
    channel, browse, login, name, shown
):
    page = browse(*login(name)).get("hub/@@messages").text
    assert {each for each in LINKS if f"@@{LINKS[each]}" in page} == shown


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


def test_another_sites_form_notes_nothing(channel, hub, submit, login):
    submit(login("anna"), DONE, {"channel": channel.UID()}, token=False)
    assert lines(hub) == []


def test_the_office_reads_all_rounds_and_an_officer_the_own_ones(
    channel, other, hub, browse, login
):
    rounds.go_through(hub, [other.UID()], who="bert", now=NOW)
    transaction.commit()
    assert "Bert" in browse(*login("office")).get(PAGE).text
    assert "Bert" not in browse(*login("anna")).get(PAGE).text


def test_working_days_without_a_round_are_missed(channel, hub):
    uid, today = channel.UID(), date(2026, 6, 24)
    for number in (8, 9, 10, 11, 12, 15, 16, 17):
        rounds.go_through(hub, [uid], who="anna", now=noon(date(2026, 6, number)))
    assert rounds.missed(hub, uid, today) == [
        date(2026, 6, 18),
        date(2026, 6, 22),
        date(2026, 6, 23),
    ]


def test_no_day_is_missed_before_a_channel_is_official(channel, hub):
    channel.official_since = date(2026, 6, 22)
    modified(channel)
    assert rounds.missed(hub, channel.UID(), date(2026, 6, 24)) == [
        date(2026, 6, 22),
        date(2026, 6, 23),
    ]


def test_a_round_that_is_changed_afterwards_is_found(channel, hub, caplog, functional_portal):
    for number in range(3):
        rounds.go_through(hub, [channel.UID()], who="anna", now=NOW + number)
    assert verify_command.run(functional_portal, ORDER, Event()) == 0
    IAnnotations(hub)[rounds.KEY]["lines"][1]["who"] = "bert"
    assert verify_command.run(functional_portal, ORDER, Event()) == 1
    assert "/plone/hub: supervision round 2 has been changed" in caplog.text


def test_whoever_answers_is_reminded_in_the_morning_of_a_round_that_was_left_out(
    hub, channel, functional_portal
):
    wednesday = date(2026, 5, 6)
    uids = [channel.UID()]
    for day in (date(2026, 4, 21) + timedelta(number) for number in range(14)):
        rounds.go_through(hub, uids, who="anna", now=noon(day))
    assert remind(hub, now=noon(date(2026, 5, 5))) == 0
    assert remind(hub, now=noon(wednesday)) == 1
    told = {each["to"]: each for each in outbox.letters(functional_portal)}
    letter = told['"Anna" <anna@example.se>']
    assert letter["subject"] == "Något väntar på dig"
    assert "Inte genomgångna sedan 2026-05-05: Bloggen." in letter["text"]
