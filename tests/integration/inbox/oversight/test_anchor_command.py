"""The command that publishes anchors at once, and what an operator states with it."""

from argparse import Namespace
from threading import Event

import pytest
import transaction
from officers import NOW

from katrineholm.socialhub.core.messages.anchors import (
    anchor_of,
    append_anchor,
    read_anchors,
)
from katrineholm.socialhub.core.messages.ledger import Head
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.oversight import anchor_command
from katrineholm.socialhub.inbox.steps import verify_command
from katrineholm.socialhub.refresh.settings import OperatorError


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("SOCIALHUB_ANCHORS", str(tmp_path / "anchors"))
    return tmp_path / "anchors"


@pytest.fixture
def order(functional_portal):
    """A function that runs the command: ``order(closed="uid", reason="Moved")``."""

    def order(closed=None, restored=False, reason=""):
        options = Namespace(closed=closed, restored=restored, reason=reason)
        return anchor_command.run(functional_portal, options, Event())

    return order


def verify(site):
    return verify_command.run(site, Namespace(anchors=None, json=False), Event())


def test_the_head_is_published_at_once(hub, receive, order, path):
    receive("Ett")
    assert order() == 0
    transaction.begin()
    [anchor] = read_anchors(path)
    assert (anchor.hub, anchor.count) == (hub.UID(), messages_of(hub).head.count)


def test_a_place_that_cannot_be_reached_is_told(receive, order, tmp_path, monkeypatch, caplog):
    receive("Ett")
    monkeypatch.setenv("SOCIALHUB_ANCHORS", f"{tmp_path}/away/a,{tmp_path}/b")
    assert order() == 1
    assert "away/a: No such file or directory" in caplog.text
    assert len(read_anchors(tmp_path / "b")) == 1


def test_a_hub_that_was_moved_is_missed_no_more(receive, order, path, functional_portal):
    receive("Ett")
    order()
    append_anchor(path, anchor_of("moved", Head(3, "a" * 64, NOW), NOW))
    assert verify(functional_portal) == 1
    assert order(closed="moved", reason="Flyttad till Flen") == 0
    assert read_anchors(path)[-1].closed == "Flyttad till Flen"
    assert verify(functional_portal) == 0


def test_what_an_older_copy_lacks_is_missed_no_more(hub, receive, order, path, functional_portal):
    receive("Ett")
    order()
    head = messages_of(hub).head
    append_anchor(path, anchor_of(hub.UID(), Head(head.count + 2, "a" * 64, NOW), NOW))
    assert verify(functional_portal) == 1
    assert order(restored=True, reason="Disken gick sönder") == 0
    assert verify(functional_portal) == 0


@pytest.mark.parametrize("wrong", ["no reason", "still there", "unknown"])
def test_a_wrong_statement_is_refused(hub, receive, order, path, wrong):
    receive("Ett")
    order()
    given = {
        "no reason": {"restored": True, "reason": " "},
        "still there": {"closed": hub.UID(), "reason": "x"},
        "unknown": {"closed": "x", "reason": "x"},
    }
    before = path.read_bytes()
    with pytest.raises(OperatorError):
        order(**given[wrong])
    assert path.read_bytes() == before
