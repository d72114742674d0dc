"""Who masked what and why is logged, and the log vouches for it."""

from helpers.integration.log import all_lanes

from katrineholm.socialhub.accounts.channels import history, post_acts
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import record_faults
from katrineholm.socialhub.core.timeline.decisions import mask_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.post_log_check import post_log_fault

GIVEN = {"words": "Åsa Hemligson", "reason": "Begäran 2026-05-04", "do": "mask"}


def test_it_is_logged_with_who_and_why(told, send_mask, masking_office):
    send_mask(**GIVEN)
    send_mask(do="unmask", reason="Återtaget")
    told.hub._p_jar.sync()
    lines = [*post_acts.hub_storage.stored_data(told.hub, post_acts.KEY).values()]
    assert [line[1:] for line in lines] == [
        ("mask", told.entry, masking_office[0], GIVEN["reason"]),
        ("unmask", told.entry, masking_office[0], "Återtaget"),
    ]
    assert [each["step"] for each in history.channel_lines(told.channel)][:2] == [
        *("entry-unmasked", "entry-masked"),
    ]
    assert (
        [*record_faults(messages_of(told.hub).root, lanes=all_lanes(told.hub))],
        post_log_fault(told.hub),
    ) == ([], "")


def test_a_mask_that_the_log_does_not_know_is_found(told):
    mask_entry(timeline_of(told.hub), told.entry, ["vann"], [], reason="x", by="x", now=1)
    assert told.entry in post_log_fault(told.hub)
