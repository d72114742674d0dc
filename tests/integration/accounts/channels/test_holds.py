"""Holds, and the log that vouches for them."""

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.refresh.acted import fault_of


def test_a_hold_on_a_channel_is_one_on_what_it_has(hub):
    assert holds.put(hub, "channel", "c", "Tvist", by="x", now=1)
    assert not holds.put(hub, "channel", "c", "Igen", by="x", now=2)
    assert holds.on(hub, "entry", "e", "c") == holds.Hold("channel", "c", "x", 1, "Tvist")
    assert holds.on(hub, "entry", "e", "other") is None
    assert not holds.is_free(hub, "entry", "e", "c")
    assert holds.lift(hub, "channel", "c", "Avgjord", by="x", now=3)
    assert not holds.lift(hub, "channel", "c", "Igen", by="x", now=4)
    assert holds.is_free(hub, "entry", "e", "c")
    assert fault_of(hub) == ""


def test_a_hold_that_the_log_does_not_know_is_found(hub):
    holds.put(hub, "channel", "x", "Tvist", by="x", now=1)
    holds.books.read(hub, holds.KEY)["entry", "y"] = ("x", 1, "Falskt")
    assert "y" in fault_of(hub)
