"""What was given out is forgotten when it is disposed of; that it was given out stays."""

from html import unescape

import pytest
import transaction
from officers import NOW

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.archive.record import request_actions, request_log, request_storage
from katrineholm.socialhub.archive.record.delivered_copies import forget_in_deliveries
from katrineholm.socialhub.archive.record.request_actions import MaskInput

WHY = {"provision": "21 kap. 7 §", "reason": "Personuppgift"}


@pytest.fixture
def delivered(hub, kept, asked, as_rut):
    """The id of a request of which everything was given out."""
    request_actions.mask_records(hub, asked, MaskInput(kept.entry, ("Åsa Hemligson",), **WHY))
    request_actions.deliver_request(hub, asked, "zip")
    request_actions.close_request(hub, asked)
    return asked


def delivery_of(hub, id):
    [(_number, found)] = request_storage.request_deliveries(request_storage.find_request(hub, id))
    return found


def number_of(key):
    return key.split(":")[1]


@pytest.mark.parametrize(
    ("which", "part", "is_gone"),
    [
        *(("entry", "", True), ("entry", "picture", True), ("entry", "version", True)),
        *(("message", "", True), ("secret", "", False)),
    ],
)
def test_the_file_goes_with_what_is_in_it(hub, kept, delivered, which, part, is_gone):
    kind = holds.ENTRY if which == "entry" else holds.MESSAGE
    forget_in_deliveries(hub, kind, [number_of(getattr(kept, which))], part, NOW)
    found = delivery_of(hub, delivered)
    assert (found.file is None, bool(found.sha256)) == (is_gone, True)
    assert request_log.delivery_error(hub) == ""


def test_masks_of_what_is_gone_are_gone(hub, kept, delivered):
    assert request_storage.find_request(hub, delivered)["masks"]
    forget_in_deliveries(hub, holds.ENTRY, [number_of(kept.entry)], "", NOW)
    assert not request_storage.find_request(hub, delivered)["masks"]


def test_a_hold_on_something_else_in_it_keeps_the_file(hub, kept, delivered):
    holds.place_hold(hub, "message", number_of(kept.message), "Tvist", by="rut", now=NOW)
    forget_in_deliveries(hub, holds.ENTRY, [number_of(kept.entry)], "", NOW)
    assert delivery_of(hub, delivered).file is not None


def test_a_file_that_is_gone_without_a_line_is_found(hub, delivered):
    delivery = request_storage.find_request(hub, delivered)["deliveries"]
    delivery[1] = {**delivery[1], "file": None}
    assert "has been changed" in request_log.delivery_error(hub)


def test_the_page_says_so_and_gives_no_file(hub, kept, delivered, people, browse):
    forget_in_deliveries(hub, holds.ENTRY, [number_of(kept.entry)], "", NOW)
    transaction.commit()
    session = browse(*people["rut"])
    page = unescape(session.get(f"hub/@@request/{delivered}").text)
    assert "Filen är borttagen" in page
    assert f"{delivered}/delivery/1" not in page
    assert session.get(f"hub/@@request/{delivered}/delivery/1").status_code == 404
    assert session.get("hub/@@request").status_code == 200
