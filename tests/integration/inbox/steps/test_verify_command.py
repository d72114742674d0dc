"""The command that verifies every record."""

from argparse import Namespace
from threading import Event

import pytest

from katrineholm.socialhub.console.main import commands
from katrineholm.socialhub.core.messages.store import messages_of


def ordered(site, name, anchors=None):
    return commands()[name].run(site, Namespace(anchors=anchors, json=False), Event())


def test_a_whole_record_is_verified(receive, functional_portal, caplog):
    receive("Ett"), receive("Två")
    caplog.set_level("INFO")
    assert ordered(functional_portal, "verify-log") == 0
    assert "/plone/hub: 2 messages, all as they were written" in caplog.text


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
    assert ordered(functional_portal, "verify-log") == 1
    assert f"/plone/hub: {sentence}" in caplog.text


def test_anchors_that_are_not_there_are_missed(receive, functional_portal, caplog, tmp_path):
    receive("Ett")
    assert ordered(functional_portal, "verify-log", tmp_path / "none") == 1
    assert "/plone/hub: the anchors: the file cannot be read" in caplog.text
