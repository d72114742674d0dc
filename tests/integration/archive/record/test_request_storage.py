"""What is in an open request is kept until somebody has answered it."""

import pytest
from officers import NOW

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.archive.record import request_actions
from katrineholm.socialhub.inbox.oversight.disposal import disposal_facts

NAMES = {"entry": ("entry", "id"), "version": ("entry", "id"), "message": ("message", "number")}


@pytest.mark.parametrize("what", NAMES)
def test_it_is_kept_as_long_as_the_request_is_open(hub, kept, as_rut, what):
    kind, attribute = NAMES[what]
    name = str(getattr(kept, attribute))
    assert holds.may_dispose(hub, kind, name, "")
    id = request_actions.begin_request(hub, "", [getattr(kept, what)])
    assert holds.has_request(hub, kind, name)
    assert not holds.may_dispose(hub, kind, name, "")
    assert holds.hold_on(hub, kind, name) is None  # nobody lifts it by hand
    request_actions.close_request(hub, id)
    assert holds.may_dispose(hub, kind, name, "")
    request_actions.reopen_request(hub, id)
    assert not holds.may_dispose(hub, kind, name, "")
    request_actions.remove_records(hub, id, [getattr(kept, what)])
    assert holds.may_dispose(hub, kind, name, "")


def test_another_than_what_is_asked_for_is_free(hub, kept, as_rut):
    request_actions.begin_request(hub, "", [kept.version, kept.message])
    assert holds.may_dispose(hub, "entry", kept.id[:-1], "")
    assert holds.may_dispose(hub, "message", f"{kept.number}0", "")
    assert holds.may_dispose(hub, "channel", kept.id, "")


def test_a_message_is_not_disposed_of_before_the_request_is_answered(hub, kept, as_rut):
    assert not disposal_facts(hub, kept.number, NOW)["open_request"]
    id = request_actions.begin_request(hub, "", [kept.message])
    assert disposal_facts(hub, kept.number, NOW)["open_request"]
    request_actions.close_request(hub, id)
    assert not disposal_facts(hub, kept.number, NOW)["open_request"]
