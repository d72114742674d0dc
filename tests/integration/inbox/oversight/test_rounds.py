"""Supervision rounds: one click, a chained log, and the working days that were missed."""

from argparse import Namespace
from datetime import date
from threading import Event

import pytest
import transaction
from helpers.integration.inbox.oversight import lines
from officers import NOW
from zope.annotation.interfaces import IAnnotations
from zope.lifecycleevent import modified

from katrineholm.socialhub.inbox.oversight import rounds
from katrineholm.socialhub.inbox.steps import verify_command

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
    assert verify_command.run(functional_portal, ORDER, Event()) == 0
    IAnnotations(hub)[rounds.KEY]["lines"][1]["who"] = "bert"
    assert verify_command.run(functional_portal, ORDER, Event()) == 1
    assert "/plone/hub: supervision round 2 has been changed" in caplog.text
