"""Holds, and the log that vouches for them."""

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.refresh.post_log_check import post_log_fault


def test_a_hold_on_a_channel_is_one_on_what_it_has(hub):
    assert holds.place_hold(hub, "channel", "c", "Tvist", by="x", now=1)
    assert not holds.place_hold(hub, "channel", "c", "Igen", by="x", now=2)
    assert holds.hold_on(hub, "entry", "e", "c") == holds.Hold("channel", "c", "x", 1, "Tvist")
    assert holds.hold_on(hub, "entry", "e", "other") is None
    assert not holds.may_dispose(hub, "entry", "e", "c")
    assert holds.lift_hold(hub, "channel", "c", "Avgjord", by="x", now=3)
    assert not holds.lift_hold(hub, "channel", "c", "Igen", by="x", now=4)
    assert holds.may_dispose(hub, "entry", "e", "c")
    assert post_log_fault(hub) == ""


def test_a_hold_that_the_log_does_not_know_is_found(hub):
    holds.place_hold(hub, "channel", "x", "Tvist", by="x", now=1)
    holds.hub_storage.stored_data(hub, holds.KEY)["entry", "y"] = ("x", 1, "Falskt")
    assert "y" in post_log_fault(hub)
