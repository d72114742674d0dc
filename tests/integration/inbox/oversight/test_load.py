"""The load page: what is open, late and unanswered, and for whom it waits."""

import transaction
from officers import NOW

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.oversight import load

DAY = 24 * 3600
LATER = NOW + 5 * DAY


def test_what_waits_is_counted_by_channel_and_person(hub, channel, receive, removed):
    oldest = receive("Hej", now=NOW)
    receive("Hallå", now=LATER)
    removed("Dumma", now=LATER)
    [office] = load.administration_loads(hub, LATER)
    [row] = office.channels
    assert row.load == load.Load(open=3, late=1, removed=1, answers="Anna", oldest=oldest, days=5)
    assert office.total("open") == 3
    assert load.person_loads(hub, LATER) == {"anna": load.Load(open=3, late=1)}
    assert load.orphaned_count(hub, [office]) == 0


def test_what_is_acted_on_is_not_unanswered(hub, receive, take):
    acted, unanswered = receive("Dumma"), receive("Hej")
    take("anna", acted, "act", rules=["K1"], reason="Personangrepp")
    [office] = load.administration_loads(hub, NOW)
    assert office.channels[0].load.oldest == unanswered


def test_a_month_later_nothing_was_taken_down_this_month(hub, removed):
    removed(now=NOW)
    [office] = load.administration_loads(hub, NOW + 40 * DAY)
    assert office.total("removed") == 0


def test_messages_of_a_channel_that_is_gone_are_still_counted(hub, receive):
    """No channel leaves its messages any more; where one did before, no office counts them."""
    receive()
    assert load.orphaned_count(hub, load.administration_loads(hub, NOW)) == 0
    assert load.orphaned_count(hub, []) == 1


def test_what_is_closed_is_not_even_read(hub, receive, take):
    closed, still_open = receive("Tack"), receive("Hej")
    take("anna", closed, "close")
    transaction.commit()
    hub._p_jar.cacheMinimize()
    load.administration_loads(hub, NOW)
    kept = messages_of(hub).root["messages"]
    assert (kept[closed]._p_changed, kept[still_open]._p_changed) == (None, False)
