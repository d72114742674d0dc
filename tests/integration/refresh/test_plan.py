"""Which channels are due."""

import transaction
from helpers.integration.refresh import DAY, HOUR, MINUTE, NOW, by_hand, net_worker, net_workers  # noqa: F401

from katrineholm.socialhub.accounts.channels import crisis
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.refresh import plan_channel
from katrineholm.socialhub.refresh.answer_storage import current_state
from katrineholm.socialhub.refresh.state import next_due


def test_a_channel_is_asked_again_after_its_interval_only(
    worker, net, clock, make_functional_channel
):
    net.says(make_functional_channel("five", interval=5), "a")
    net.says(make_functional_channel("ten", interval=10), "a")
    asked = []
    worker.take_lease()
    for minute in range(21):
        clock.now = NOW + minute * MINUTE
        worker.round()
        asked.append(net.paths())
    assert {minute: hosts for minute, hosts in enumerate(asked) if hosts} == {
        0: ["five", "ten"],
        5: ["five"],
        10: ["five", "ten"],
        15: ["five"],
        20: ["five", "ten"],
    }


def test_a_channel_that_falls_due_during_a_round_is_asked_in_the_next(
    worker, net, clock, make_functional_channel
):
    net.says(make_functional_channel("five", interval=5), "a")
    slow = make_functional_channel("slow", interval=6)
    net.says(slow, "a")
    worker.take_lease()
    worker.round()

    def slowly():
        clock.now = NOW + 10 * MINUTE

    net.answers[slow.feed_url] = slowly
    clock.now = NOW + 6 * MINUTE
    worker.round()
    net.paths()
    worker.round()
    assert net.paths() == ["five"]


def test_the_plan_goes_on_after_a_restart(make_worker, net, clock, make_functional_channel):
    channel = make_functional_channel("one", interval=10)
    net.says(channel, "a")
    first = make_worker("first")
    first.take_lease()
    first.round()
    net.answers[channel.feed_url] = None
    clock.now = NOW + 10 * MINUTE
    first.round()
    first.release_lease()
    net.paths()
    second = make_worker("second")
    clock.now = NOW + 11 * MINUTE
    assert second.take_lease()
    second.round()
    assert net.paths() == []
    clock.now = NOW + 20 * MINUTE
    second.round()
    assert net.paths() == ["one"]


def test_a_channel_that_waits_for_a_person_is_asked_again_after_one_has_fetched(
    worker, net, make_functional_channel
):
    channel = make_functional_channel("k", interval=30)
    net.refuses(channel, "gone")
    worker.take_lease()
    worker.round()
    assert worker.due(NOW + 9 * DAY) == []
    by_hand(channel)
    transaction.commit()
    assert [each.uid for each in worker.due(NOW + 31 * MINUTE)] == [channel.UID()]


def test_a_channel_that_is_new_is_due_at_once(worker, net, make_functional_channel):
    net.says(make_functional_channel("old"), "a")
    worker.take_lease()
    worker.round()
    make_functional_channel("new")
    assert [each.path for each in worker.due()] == ["/plone/hub/kultur/new"]


def test_only_what_may_be_due_is_judged(worker, net, clock, monkeypatch, make_functional_channel):
    judged = []

    def judge(standing, interval, seen, now):
        judged.append(interval // MINUTE)
        return next_due(standing, interval, seen, now)

    monkeypatch.setattr(plan_channel, "next_due", judge)
    for interval in (5, 30, 40):
        net.says(make_functional_channel(f"k{interval}", interval=interval), "a")
    worker.take_lease()
    worker.round()
    worker.due()
    judged.clear()
    worker.due()
    assert judged == []
    clock.now = NOW + 5 * MINUTE
    worker.due()
    assert judged == [5]


def test_what_is_on_top_is_asked_every_other_minute_and_it_is_told_when(
    functional_portal, make_functional_channel, worker, net, clock
):
    channel = make_functional_channel("bloggen", interval=30)
    make_functional_channel("filmer", interval=30)
    hub = functional_portal.hub
    for each in (channel, hub.kultur.filmer):
        net.says(each, "a")
    worker.take_lease()
    worker.round()
    net.answers = dict.fromkeys(net.answers)  # nothing is new any more
    assert net.paths() == ["bloggen", "filmer"]
    crisis.begin_order(hub, channel.UID(), "", until=NOW + HOUR, now=NOW, who="anna")
    transaction.commit()
    for minute in (1, 2, 3, 4):
        clock.now = NOW + minute * MINUTE
        worker.round()
        assert net.paths() == (["bloggen"] if minute in (2, 4) else [])
    transaction.begin()
    assert current_state(hub, facts_of(channel)).checked == NOW + 4 * MINUTE
    net.refuses(channel, "timeout", url="x")
    clock.now = NOW + 6 * MINUTE
    worker.round()
    transaction.begin()
    assert net.paths() == ["bloggen"]
    assert current_state(hub, facts_of(channel)).next_try - clock.now <= 3 * MINUTE
    net.refuses(channel, "busy", retry_after=1200)
    clock.now = NOW + 10 * MINUTE
    worker.round()
    clock.now = NOW + 20 * MINUTE
    worker.round()
    assert net.paths() == ["bloggen"]  # who asks for peace gets it


def test_when_it_is_over_the_channel_is_asked_as_before(
    functional_portal, make_functional_channel, worker, net, clock
):
    channel = make_functional_channel("bloggen", interval=30)
    net.says(channel, "a")
    worker.take_lease()
    worker.round()
    crisis.begin_order(
        functional_portal.hub, channel.UID(), "", until=NOW + 5 * MINUTE, now=NOW, who="anna"
    )
    transaction.commit()
    for minute in range(1, 31):
        clock.now = NOW + minute * MINUTE
        worker.round()
    assert len(net.paths()) == 3
