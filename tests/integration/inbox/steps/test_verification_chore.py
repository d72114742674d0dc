"""The record is verified every night, beside the retrieval."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import transaction
from officers import NOW
from plone import api

from katrineholm.socialhub.core.messages.anchors import anchor_of, append_anchor
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps import verification_chore
from katrineholm.socialhub.inbox.steps.verification import (
    MAX_STORED,
    found_faults,
    last_verification,
    record_verification,
)
from katrineholm.socialhub.inbox.steps.verification_chore import (
    VerificationChore,
    is_verification_due,
)
from katrineholm.socialhub.refresh import faults
from katrineholm.socialhub.refresh.chores import do_due_chores

DAY = 24 * 3600


@pytest.fixture
def chore(monkeypatch):
    """The only chore of the worker; the retrieval needs no pause."""
    chore = VerificationChore()
    monkeypatch.setattr(verification_chore, "PAUSE", 0)
    monkeypatch.setattr(
        "katrineholm.socialhub.refresh.chores.getUtilitiesFor", lambda _: [("verify", chore)]
    )
    yield chore
    chore.end()
    if chore.thread:
        chore.thread.join()


@pytest.fixture
def worker(make_worker):
    worker = make_worker()
    worker.take_lease()
    worker.stays = False
    return worker


@pytest.fixture
def work(worker, chore, clock):
    """A function that lets the worker do its chores at a moment: ``work(after=DAY)``."""

    def work(after=0):
        clock.now = NOW + after
        do_due_chores(worker, {})
        transaction.begin()

    return work


def change(hub):
    messages_of(hub)[1]["captured"]["text"] = "Annat"
    transaction.commit()


def test_what_the_night_finds_is_stored_and_mailed(hub, receive, work, caplog, mails):
    receive("Ett")
    work()
    assert last_verification(hub)["at"] == NOW
    assert (last_verification(hub)["errors"], found_faults(hub)) == (0, [])
    api.portal.set_registry_record("katrineholm.socialhub.office_email", "info@example.se")
    assert mails("info@example.se") == []
    change(hub)
    work(DAY)
    work(2 * DAY)
    assert mails("info@example.se") == ["Handlingarna på Sociala medier är inte som de skrevs"]
    assert last_verification(hub)["at"] == NOW + 2 * DAY
    assert [(each.number, each.what) for each in found_faults(hub)] == [(1, "captured")]
    assert "/plone/hub: message 1: what was captured of it has been changed" in caplog.text


def test_anchors_count_too(hub, receive, work, tmp_path, monkeypatch):
    receive("Ett")
    head = messages_of(hub).append_queued_lines(NOW)
    transaction.commit()
    path = tmp_path / "anchors"
    monkeypatch.setenv("SOCIALHUB_ANCHORS", f"{path},https://log.example.se/")
    append_anchor(path, anchor_of(hub.UID(), head, NOW))
    append_anchor(path, anchor_of("another", head, NOW))
    work()
    assert [(each.what, each.where) for each in found_faults(hub)] == [("gone", "another")]


def clock_at(*moment):
    return int(datetime(*moment, tzinfo=ZoneInfo("Europe/Stockholm")).timestamp())


@pytest.mark.parametrize(
    ("last", "now", "is_due"),
    [
        ((2026, 9, 21, 2, 1), (2026, 9, 22, 1, 59), False),
        ((2026, 9, 21, 2, 1), (2026, 9, 22, 2, 1), True),
        ((2026, 9, 21, 13, 0), (2026, 9, 21, 23, 0), False),
        ((2026, 9, 19, 2, 1), (2026, 9, 21, 1, 0), True),
        ((2027, 9, 19, 2, 1), (2026, 9, 21, 1, 0), True),
    ],
)
def test_it_is_due_from_two_in_the_morning(hub, last, now, is_due):
    record_verification(hub, [], clock_at(*last))
    assert is_verification_due(hub, clock_at(*now)) is is_due


def test_a_worker_that_stays_is_not_held_up(hub, receive, worker, work, chore, monkeypatch):
    receive("Ett")
    monkeypatch.setattr(verification_chore, "PAUSE", 30)
    worker.stays = True
    work()
    assert chore.thread.is_alive()
    assert last_verification(hub)["at"] == 0
    work(60)
    worker.stop.set()
    chore.thread.join()
    assert last_verification(hub)["at"] == 0


def test_one_that_fails_is_on_the_board_and_put_off(
    hub, receive, worker, work, functional_portal, monkeypatch
):
    receive("Ett")
    tries = []

    def fail(*given):
        tries.append(given)
        raise TypeError("broken")

    monkeypatch.setattr(verification_chore, "log_faults", fail)
    for after in (0, 60, 120):
        work(after)
    [fault] = faults.all_faults(functional_portal)
    assert (fault.chore, fault.path, len(tries)) == ("verify", "/plone/hub/@log-head", 1)
    assert last_verification(hub)["at"] == 0
    monkeypatch.undo()


def test_only_the_first_errors_are_stored(hub, receive):
    for number in range(MAX_STORED + 5):
        receive(f"Text {number}")
    from katrineholm.socialhub.core.messages.verification import RecordFault

    record_verification(hub, [RecordFault(each, "files") for each in range(1, 26)], NOW)
    assert (last_verification(hub)["errors"], len(found_faults(hub))) == (25, MAX_STORED)
