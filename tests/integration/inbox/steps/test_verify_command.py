"""The command that verifies every record."""

from argparse import Namespace
from pathlib import Path
from threading import Event
from time import time

import pytest
import transaction
from ZODB.POSException import ReadOnlyError

from katrineholm.socialhub.accounts.channels import hub_storage
from katrineholm.socialhub.console.main import commands
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.fault_messages import MESSAGES
from katrineholm.socialhub.inbox.steps.verification import last_verification


def ordered(site, name, anchors=()):
    return commands()[name].run(site, Namespace(anchors=anchors, json=False), Event())


def test_a_whole_record_is_verified(receive, functional_portal, caplog):
    receive("Ett"), receive("Två")
    caplog.set_level("INFO")
    assert ordered(functional_portal, "verify-log") == 0
    assert "/plone/hub: 2 messages, all as they were written" in caplog.text


def test_the_time_of_a_verification_and_its_errors_are_kept(hub, receive, functional_portal):
    receive("Ett")
    before = int(time())
    assert ordered(functional_portal, "verify-log") == 0
    found = last_verification(hub)
    assert (found["errors"], found["at"] >= before) == (0, True)
    change_text(messages_of(hub)[1])
    transaction.commit()
    assert ordered(functional_portal, "verify-log") == 1
    assert last_verification(hub)["errors"] == 1


def test_a_copy_that_may_not_be_written_is_verified_as_well(
    receive, functional_portal, monkeypatch
):
    def refuse(*given):
        raise ReadOnlyError

    receive("Ett")
    monkeypatch.setattr(hub_storage, "writable_data", refuse)
    assert ordered(functional_portal, "verify-log") == 0


def change_log(message):
    message["log"][1]["who"] = "ingen"


def change_text(message):
    message["captured"]["text"] = "Ni är snälla"


def add_file(message):
    message["files"]["bild.png"] = message["files"]["skarm.png"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (change_log, "message 2: line 1 of its log is the first that is not as written"),
        (change_text, "message 2: what was captured of it has been changed"),
        (add_file, "message 2: its files have been changed"),
    ],
)
def test_the_first_broken_link_is_named(hub, receive, functional_portal, caplog, change, sentence):
    receive("Ett"), receive("Två", files={"skarm.png": b"\x89PNG\r\n\x1a\n"})
    change(messages_of(hub)[2])
    transaction.commit()
    assert ordered(functional_portal, "verify-log") == 1
    assert f"/plone/hub: {sentence}" in caplog.text


def test_anchors_that_are_not_there_are_missed(receive, functional_portal, caplog, tmp_path):
    receive("Ett")
    assert ordered(functional_portal, "verify-log", [tmp_path / "none"]) == 1
    assert "/plone/hub: the anchors: the file cannot be read" in caplog.text


def test_every_error_has_its_row_in_the_chapter_on_operations():
    told = (Path(__file__).parents[4] / "docs" / "drift.md").read_text("utf-8")
    assert {each for each in MESSAGES if f"`{each}`" not in told} == set()
