"""Whoever reported a comment and wanted an answer is told what came of it."""

from time import time

import pytest
from officers import NOW
from plone import api
from settling import settle

from katrineholm.socialhub.accounts.channels.updates import update_fields
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.public_submissions import take_report
from katrineholm.socialhub.inbox.intake.reports import Report
from katrineholm.socialhub.inbox.steps import steps
from katrineholm.socialhub.site.mail import outbox

ADDRESS = "https://blogg.example.se/inlagg#kommentar-1"
REPORTER = "olle@hemma.example"


@pytest.fixture
def reported(channel, hub):
    """A function that reports the comment; the message's number."""

    def reported(contact="", now=NOW):
        report = Report(ADDRESS, "K1", "Påhopp", "Du är en idiot", contact)
        take_report(channel, report, now=now)
        return max(messages_of(hub).root["messages"])

    return reported


@pytest.fixture
def take(hub):
    """A function that takes steps as Anna, who has answered all questions before she closes."""

    def take(number, *taken):
        with api.env.adopt_user("anna"):
            for step, given in taken:
                if step == "close":
                    settle(messages_of(hub), number, int(time()))
                steps.take_step(hub, number, step, given)

    return take


BROKEN = ("act", {"rules": ["K1"], "reason": "Personangrepp"})
CLOSED = ("close", {"outcome": "Klart"})


def letters():
    found = outbox.queued_mails(api.portal.get())
    return [each["text"] for each in found if "hemma.example" in each["to"]]


def test_a_reporter_is_told_that_the_comment_was_taken_down(hub, reported, take):
    number = reported(REPORTER)
    take(number, BROKEN, ("unpublish", {}), CLOSED)
    [text] = letters()
    assert "bröt mot en regel och är avpublicerad" in text
    assert ADDRESS in text
    receipt = messages_of(hub)[number]["captured"]["reported"]["receipt_number"]
    assert receipt in text
    [line] = [line for line in messages_of(hub).log(number) if line["step"] == "outcome-told"]
    told = {"receipt_number": receipt, "to": REPORTER, "outcome": "unpublished"}
    assert line["given"] == told | {
        "message_id": outbox.queued_mails(api.portal.get())[-1]["message_id"]
    }


def test_a_reporter_is_told_by_the_service_which_channel_it_was(channel, reported, take):
    update_fields(channel, platform="mastodon")
    take(reported(REPORTER), CLOSED)
    [text] = letters()
    assert text.startswith("Du anmälde en kommentar i kanalen Bloggen på Mastodon. Kvittonummer: ")


def test_each_reporter_is_told_and_once(reported, take):
    number = reported(REPORTER)
    reported("eva@hemma.example", NOW + 3600)
    take(number, CLOSED, ("reopen", {"reason": "En gång till"}), CLOSED)
    assert len(letters()) == 2
    assert all("får stå kvar" in text for text in letters())


@pytest.mark.parametrize("contact", ["", "0150-570 00"])
def test_who_wants_no_answer_gets_none(reported, take, contact):
    take(reported(contact), CLOSED)
    assert letters() == []
