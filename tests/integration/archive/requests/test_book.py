"""What is in an open request is kept until somebody has answered it."""

import pytest
from officers import NOW

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.archive.requests import answering
from katrineholm.socialhub.inbox.records.disposal import prepare

NAMES = {"entry": ("entry", "id"), "version": ("entry", "id"), "message": ("message", "number")}


@pytest.mark.parametrize("what", NAMES)
def test_it_is_kept_as_long_as_the_request_is_open(hub, kept, as_rut, what):
    kind, attribute = NAMES[what]
    name = str(getattr(kept, attribute))
    assert holds.is_free(hub, kind, name, "")
    id = answering.begin(hub, "", [getattr(kept, what)])
    assert holds.is_asked_for(hub, kind, name)
    assert not holds.is_free(hub, kind, name, "")
    assert holds.on(hub, kind, name) is None  # nobody lifts it by hand
    answering.close(hub, id)
    assert holds.is_free(hub, kind, name, "")
    answering.reopen(hub, id)
    assert not holds.is_free(hub, kind, name, "")
    answering.remove(hub, id, [getattr(kept, what)])
    assert holds.is_free(hub, kind, name, "")


def test_another_than_what_is_asked_for_is_free(hub, kept, as_rut):
    answering.begin(hub, "", [kept.version, kept.message])
    assert holds.is_free(hub, "entry", kept.id[:-1], "")
    assert holds.is_free(hub, "message", f"{kept.number}0", "")
    assert holds.is_free(hub, "channel", kept.id, "")


def test_a_message_is_not_disposed_of_before_the_request_is_answered(hub, kept, as_rut):
    assert not prepare(hub, kept.number, NOW)["open_request"]
    id = answering.begin(hub, "", [kept.message])
    assert prepare(hub, kept.number, NOW)["open_request"]
    answering.close(hub, id)
    assert not prepare(hub, kept.number, NOW)["open_request"]
