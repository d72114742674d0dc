import inspect
import os
from contextlib import closing
from functools import partial

import pytest
import transaction
from helpers.integration.refresh import (  # noqa: F401
    DAY,
    HOUR,
    MINUTE,
    NOW,
    alone,
    by_hand,
    look,
    net_worker,
    net_workers,
    shown,
    taken_by_another,
)
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from transaction.interfaces import TransientError
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.channel_records import channels_by_uid
from katrineholm.socialhub.accounts.channels.facts import facts_of, official_channels
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.timeline import documents
from katrineholm.socialhub.core.timeline.indexes import insert_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh import lease
from katrineholm.socialhub.refresh.answer_storage import current_state, store_answer
from katrineholm.socialhub.refresh.chores import hide_old_entries
from katrineholm.socialhub.refresh.lease import LeaseLost
from katrineholm.socialhub.refresh.loop import log_result
from katrineholm.socialhub.refresh.retrieval import retrieve
from katrineholm.socialhub.site.pages.parser_calls import run_here
from katrineholm.socialhub.site.pages.parser_pool import ParserPool

MOST_CALLS = 10  # of our own functions, from the round to the tree of entries, both counted


def state_of(channel):
    return current_state(api.portal.get().hub, facts_of(channel))


def change(channel, **fields):
    """Another connection changes a channel meanwhile."""
    with channel._p_jar.db().transaction() as connection:
        path = channel.getPhysicalPath()
        other = connection.root()["Application"].unrestrictedTraverse(path)
        for name, value in fields.items():
            setattr(other, name, value)


def test_a_round_asks_what_is_due_and_keeps_the_news(worker, net, make_functional_channel):
    one, other = make_functional_channel("one"), make_functional_channel("other")
    make_functional_channel("without", feed_url=None)
    net.says(one, "b", "a")
    net.refuses(other, "missing")
    heard = []
    worker.take_lease()
    worker.round(lambda facts, result: heard.append((facts.title, result.status)))
    assert sorted(heard) == [("one", "ok"), ("other", "failed")]
    assert shown(one) == ["B", "A"]
    assert (state_of(other).code, state_of(other).failures) == ("missing", 1)
    assert net.paths() == ["one", "other"]


def test_a_retrieved_answer_is_stored_in_ten_calls(
    worker, net, make_functional_channel, monkeypatch
):
    depths = []

    def counted_insert(*args):
        files = [each.filename for each in inspect.stack(0)[1:]]
        depths.append(sum("/katrineholm/socialhub/" in file for file in files) + 1)
        return insert_entry(*args)

    monkeypatch.setattr(documents, "insert_entry", counted_insert)
    channel = make_functional_channel("one")
    net.says(channel, "b", "a")
    worker.take_lease()
    worker.round()
    assert shown(channel) == ["B", "A"]
    assert len(depths) == 2
    assert max(depths) <= MOST_CALLS


def test_rounds_without_news_write_nothing_whatever_validators_do(
    worker, net, clock, database, make_functional_channel
):
    built, etags, same = (make_functional_channel(id, interval=5) for id in ("b", "e", "s"))
    net.says(built, "b", "a")
    net.says(etags, "b", "a")
    net.says(same, "b", "a")
    worker.take_lease()
    worker.round()
    net.says(built, "b", "a", built="Mon, 04 May 2026 12:00:00 GMT")
    net.answers[etags.feed_url] = lambda: Reading(FeedState(etag=str(clock.now)))
    net.answers[same.feed_url] = None
    net.paths()
    clock.now = NOW + 5 * MINUTE
    worker.beat()
    assert not database.writes(look, worker)
    assert net.paths() == ["b", "e", "s"]


def test_the_heartbeat_is_the_only_write_and_comes_every_two_minutes(
    worker, net, clock, database, make_functional_channel
):
    channel = make_functional_channel("one", interval=5)
    net.says(channel, "a")
    worker.take_lease()
    worker.round()
    net.answers[channel.feed_url] = None
    written = []
    for minute in range(1, 31):
        clock.now = NOW + minute * MINUTE
        if database.writes(look, worker):
            written.append(minute)
    assert written == [2 * number for number in range(1, 16)]
    assert lease.last_finished_round(worker.site) == NOW + 29 * MINUTE


def test_a_clock_that_was_wrong_does_not_stop_the_rounds(
    make_worker, net, clock, make_functional_channel
):
    channel = make_functional_channel("one", interval=10)
    net.says(channel, "a")
    first = make_worker("first")
    first.take_lease()
    first.round()
    clock.now = NOW + 9999 * DAY
    first.round()
    first.release_lease()
    net.paths()
    clock.now = NOW + HOUR
    with channel._p_jar.db().transaction() as connection:
        site = connection.root()["Application"].plone
        assert lease.last_finished_round(site) == NOW + 9999 * DAY
    second = make_worker("second")
    assert second.take_lease()
    assert second.seen == NOW + HOUR


def dated(channel, **fields):
    for name, value in fields.items():
        setattr(channel, name, value)
    notify(ObjectModifiedEvent(channel))


CHANGES = {
    "nothing": (lambda channel: None, {10: [], 40: ["k"]}),
    "a shorter interval": (partial(dated, interval=5), {4: [], 10: ["k"]}),
    "a longer interval": (partial(dated, interval=60), {40: [], 60: ["k"]}),
    "another address": (partial(dated, feed_url="https://new.example.se/rss"), {1: ["k"]}),
    "no address": (partial(dated, feed_url=None), {40: []}),
    "a pause": (partial(api.content.transition, transition="pause"), {40: []}),
    "an end": (api.content.delete, {40: []}),
    "another name": (partial(api.content.rename, new_id="other"), {10: [], 40: ["other"]}),
    "fetched by hand": (by_hand, {30: [], 31: ["k"]}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_worker_at_work_sees_what_others_change(worker, net, make_functional_channel, name):
    change, expected = CHANGES[name]
    channel = make_functional_channel("k", interval=30)
    net.says(channel, "a")
    worker.take_lease()
    worker.round()
    assert worker.due(NOW + MINUTE) == []
    with api.env.adopt_user(SITE_OWNER_NAME):
        change(channel)
    transaction.commit()
    found = {minute: worker.due(NOW + minute * MINUTE) for minute in expected}
    ids = {minute: [each.path.split("/")[-1] for each in due] for minute, due in found.items()}
    assert ids == expected


def test_what_this_machine_cannot_read_now_is_no_failure_of_the_channel(
    worker, net, clock, database, caplog, make_functional_channel
):
    channel = make_functional_channel("one", interval=30)
    net.says(channel, "a")
    worker.take_lease()
    worker.round()
    known = state_of(channel)
    net.refuses(channel, "overloaded")
    clock.now = NOW + 30 * MINUTE
    asked = []
    net.paths()
    for _try in range(3):
        worker.beat()
        assert not database.writes(worker.round, log_result)
        asked.append(net.paths())
        clock.now += MINUTE - 1
        worker.round(log_result)
        asked.append(net.paths())
        clock.now += 1
    assert asked == [["one"], []] * 3
    assert state_of(channel) == known
    assert "/plone/hub/kultur/one: put off" in caplog.text
    net.says(channel, "b", "a")
    worker.round()
    assert shown(channel) == ["B", "A"]
    assert worker.due(clock.now + 29 * MINUTE) == []


def test_a_busy_host_pauses_its_other_channels_also_after_a_restart(
    make_worker, net, clock, make_functional_channel
):
    busy = make_functional_channel("a", feed_url="https://host.se/a", interval=30)
    other = make_functional_channel("b", feed_url="https://host.se/b", interval=5)
    far = make_functional_channel("c", feed_url="https://far.se/c", interval=5)
    for channel in (busy, other, far):
        net.says(channel, "a")
    first = make_worker("first")
    first.take_lease()
    first.round()
    net.refuses(busy, "busy", retry_after=2 * HOUR, status=429)
    clock.now = NOW + 31 * MINUTE
    first.round()
    first.release_lease()
    net.paths()
    second = make_worker("second")
    second.take_lease()
    clock.now = NOW + 2 * HOUR + 30 * MINUTE
    second.round()
    assert net.paths() == ["far"]
    net.says(busy, "a")
    clock.now = NOW + 2 * HOUR + 31 * MINUTE
    second.round()
    assert net.paths() == ["host"]
    clock.now = NOW + 2 * HOUR + 35 * MINUTE
    second.round()
    assert net.paths() == ["far", "host"]


def test_a_channel_that_is_edited_or_deleted_meanwhile_is_passed_over(
    worker, net, make_functional_channel
):
    deleted, edited, kept = (make_functional_channel(id) for id in ("d", "e", "k"))
    for channel in (deleted, edited, kept):
        net.says(channel, "a")
    worker.take_lease()
    jobs = worker.jobs(official_channels(worker.site))
    batch = [(job, net.retrieve(job.feed_url, job.known, NOW, run=run_here)) for job in jobs]
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(deleted)
    edited.feed_url = "https://elsewhere.example.se/rss"
    edited.reindexObject()
    transaction.commit()
    done = worker.write(worker._store_batch, batch)
    assert [facts.title for _job, facts, _result in done] == ["k"]
    assert (shown(edited), shown(kept)) == ([], ["A"])
    assert state_of(edited) is None


def test_a_hub_that_is_deleted_meanwhile_is_passed_over(worker, net, make_functional_channel):
    net.says(make_functional_channel("k"), "a")
    worker.take_lease()
    worker.round()
    batch = [(job, None) for job in worker.jobs(official_channels(worker.site))]
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(worker.site.hub)
    transaction.commit()
    assert len(batch) == 1
    quiet, others = worker.split_answers(batch)
    assert (quiet, worker.store(others)) == ([], [])
    assert worker.due(NOW + DAY) == []


def test_an_answer_without_news_loads_nothing_of_its_channel(
    worker, net, clock, make_functional_channel
):
    channel = make_functional_channel("k", interval=5)
    net.says(channel, "a")
    worker.take_lease()
    worker.round()
    net.answers[channel.feed_url] = None
    clock.now = NOW + 5 * MINUTE
    box = timeline_of(worker.site.hub).root["channels"][channel.UID()]
    worker.due()
    worker.site._p_jar.cacheMinimize()
    worker.refresh(worker.due())
    assert box._p_changed is None


def test_another_writer_in_between_is_no_loss(worker, net, make_functional_channel):
    """The hub's store is changed by a second connection after the worker has begun to write."""
    one, other = make_functional_channel("one"), make_functional_channel("other")
    net.says(one, "a")
    worker.take_lease()
    calls = []

    def keep_with_a_rival(batch):
        kept = worker._store_batch(batch)
        calls.append(len(batch))
        if len(calls) == 1:
            with one._p_jar.db().transaction() as connection:
                site = connection.root()["Application"].plone
                feed = parse_feed(net.rss("r"))
                rival_keep(site.hub, other, feed)
        return kept

    jobs = worker.jobs([facts_of(one)])
    batch = [(job, net.retrieve(job.feed_url, job.known, NOW, run=run_here)) for job in jobs]
    worker.write(keep_with_a_rival, batch)
    transaction.begin()
    assert calls == [1, 1]
    assert (shown(one), shown(other)) == (["A"], ["R"])


def rival_keep(hub, channel, feed):
    store_answer(hub, facts_of(channel), Reading(FeedState(), feed), NOW)


def test_conflicts_without_end_are_the_callers_matter(worker):
    def never(*_):
        raise TransientError

    worker.take_lease()
    with pytest.raises(TransientError):
        worker.write(never)


def test_a_database_that_is_away_costs_the_round_and_not_the_worker(
    worker, net, caplog, make_functional_channel
):
    channel = make_functional_channel("one")

    def away(*_args, **_how):
        raise TransientError("away")

    net.says(channel, "a")
    worker.take_lease()
    workers, worker.write = alone(worker), away
    workers.round(log_result)
    assert "/plone: the database is busy or away, trying again: away" in caplog.text
    del worker.write
    workers.round(log_result)
    assert shown(channel) == ["A"]


def test_a_takeover_during_a_write_undoes_that_write(make_worker, net, make_functional_channel):
    channel = make_functional_channel("one")
    net.says(channel, "a")
    worker = make_worker("first")
    worker.take_lease()

    def lose_while_writing(batch):
        kept = worker._store_batch(batch)
        with channel._p_jar.db().transaction() as connection:
            site = connection.root()["Application"].plone
            taken_by_another(site)
        return kept

    batch = [
        (job, net.retrieve(job.feed_url, job.known, NOW, run=run_here))
        for job in worker.jobs(official_channels(worker.site))
    ]
    with pytest.raises(LeaseLost):
        worker.write(lose_while_writing, batch)
    transaction.begin()
    assert shown(channel) == []


def test_a_stopped_round_is_not_counted_as_seen(worker, net, make_functional_channel):
    channels = [
        make_functional_channel(f"c{number}", feed_url=f"https://a.se/{number}")
        for number in range(3)
    ]

    def stopping():
        worker.stop.set()

    for channel in channels:
        net.says(channel, "a")
    net.answers[channels[0].feed_url] = stopping
    worker.take_lease()
    worker.round()
    assert worker.seen == 0
    assert net.paths() == ["a"]


def test_an_unforeseen_fault_in_keeping_costs_its_own_channel_only(
    worker, net, clock, caplog, make_functional_channel
):
    good, guilty, other = (make_functional_channel(id) for id in ("g", "h", "o"))
    for channel in (good, other):
        net.says(channel, "a")
    # No reader gives this: keeping it is a fault that nobody has thought of.
    net.answers[guilty.feed_url] = lambda: "not a reading"
    heard = []
    worker.take_lease()
    worker.round(lambda facts, result: heard.append((facts.title, result.status)))
    assert sorted(heard) == [("g", "ok"), ("h", "failed"), ("o", "ok")]
    assert (shown(good), shown(guilty), shown(other)) == (["A"], [], ["A"])
    assert (state_of(guilty).code, state_of(guilty).failures) == ("unreadable", 1)
    assert "An unforeseen fault in keeping /plone/hub/kultur/h" in caplog.text
    assert "AttributeError" in caplog.text
    net.paths()
    clock.now = NOW + MINUTE
    worker.round()
    assert net.paths() == []


def test_old_entries_go_out_of_sight_as_time_passes(worker, net, make_functional_channel):
    aged, plain = make_functional_channel("aged", max_age=30), make_functional_channel("plain")
    clock = parse_feed(net.rss("c"))
    day = int(clock.entries[0].published.timestamp())
    worker.clock = lambda: day + DAY
    for channel in (aged, plain):
        net.says(channel, "c", "a")
    worker.take_lease()
    worker.round()
    assert shown(aged) == ["C", "A"]
    worker.clock = lambda: day + 29 * DAY
    hide_old_entries(worker)
    assert (shown(aged), shown(plain)) == (["C"], ["C", "A"])


def test_a_hostile_document_costs_its_own_channel_only(
    worker, rss, server, make_functional_channel
):
    hostile = make_functional_channel("h", feed_url=server.url("/h", host="localhost"))
    good = make_functional_channel("g", feed_url=server.url("/g"))
    server.says("/h", b"its parser dies of this")
    server.says("/g", rss("b", "a"))

    def fatal(feed_url, known, now, *, run):
        deadly = partial(run, os._exit, 9)
        dies = feed_url == hostile.feed_url
        return retrieve(feed_url, known, now, run=(lambda *_: deadly()) if dies else run)

    worker.parsers, worker.retrieve = ParserPool(), fatal
    worker.take_lease()
    with closing(worker.parsers):
        worker.round()
    assert (state_of(hostile).code, shown(good)) == ("bad_feed", ["B", "A"])


def test_a_channel_is_found_by_its_uid_while_it_is_retrieved(worker, make_functional_channel):
    asked, paused = make_functional_channel("a"), make_functional_channel("b")
    uids = [asked.UID(), paused.UID(), "0" * 32]
    assert {facts.uid for facts in channels_by_uid(uids)} == set(uids[:2])
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(paused, transition="pause")
    transaction.commit()
    assert [facts.uid for facts in channels_by_uid(uids)] == uids[:1]
    assert list(channels_by_uid([])) == []


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize("fails", [False, True])
def test_a_clock_that_ran_ahead_once_silences_nothing(
    worker, make_worker, net, clock, make_functional_channel, fails, restarts
):
    channel = make_functional_channel("one", interval=30)
    net.refuses(channel, "no_answer") if fails else net.says(channel, "a")
    clock.now += 400 * DAY
    worker.take_lease()
    worker.round()
    clock.now -= 400 * DAY
    net.answers[channel.feed_url] = None  # nothing new
    net.paths()
    running = make_worker() if restarts else worker
    asked = []
    for _minute in range(32):
        running.round()
        asked.append(len(net.paths()))
        clock.now += MINUTE
    assert asked == [1, *[0] * 29, 1, 0]
