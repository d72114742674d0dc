"""What was given out stands in the hub-wide log, and a change of it is found."""

import pytest
from ZODB.blob import Blob

from katrineholm.socialhub.archive.record import request_actions, request_log, request_storage
from katrineholm.socialhub.archive.record.request_actions import MaskInput
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.verification import log_faults

WHY = {"provision": "21 kap. 7 §", "reason": "Personuppgift"}


@pytest.fixture
def delivered(hub, asked, as_rut):
    """The number of what was given out, with a masked name."""
    request_actions.mask_records(hub, asked, MaskInput("", ("Åsa Hemligson",), **WHY))
    return request_actions.deliver_request(hub, asked, "zip")


def test_it_tells_what_when_by_whom_and_by_which_provisions(hub, kept, asked, delivered):
    [line] = request_log.log_lines(hub)
    assert (line.act, line.request, line.who) == ("deliver", asked, "rut")
    assert set(line.details["things"]) == {kept.entry, kept.version, kept.message, kept.diary}
    assert line.details["withheld"] == (kept.secret,)
    masked = dict(line.details["masked"])
    assert masked == dict.fromkeys((kept.entry, kept.version, kept.message), ("21 kap. 7 §",))
    [(_number, delivery)] = request_storage.request_deliveries(
        request_storage.find_request(hub, asked)
    )
    assert line.details["sha256"] == delivery.sha256


def test_it_tells_neither_what_was_masked_nor_the_label(hub, delivered):
    told = repr([*request_storage.BOOK.read(hub)["lines"].values()])
    assert "Hemligson" not in told
    assert "Badet" not in told


def test_the_hub_wide_log_vouches_for_it(hub, delivered):
    messages_of(hub).append_queued_lines(2_000_000_000)
    assert [each.what for each in log_faults(hub, None)] == []
    lines = request_storage.BOOK.writable(hub)["lines"]
    number = lines.minKey()
    lines[number] = (1, *lines[number][1:])
    assert [each.what for each in log_faults(hub, None)] == ["requests"]
    del lines[number]
    assert "requests" in {each.what for each in log_faults(hub, None)}


def test_a_file_that_was_changed_is_found(hub, asked, delivered):
    assert request_log.delivery_error(hub) == ""
    delivery = request_storage.find_request(hub, asked)["deliveries"][delivered]
    delivery["file"] = Blob(b"other")
    assert request_log.delivery_error(hub) == f"delivery 1 of the request {asked} has been changed"
