"""What the worker knows of a channel."""

import transaction
from helpers.integration.refresh import MINUTE, NOW, net_worker, net_workers  # noqa: F401

from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.refresh.manual_retrieval import fetch_now


def test_validators_are_remembered_in_memory(worker, net, clock, make_functional_channel):
    channel = make_functional_channel("one", interval=5)
    net.says(channel, "a")
    worker.take_lease()
    worker.round()
    for minute, answer in ((5, Reading(FeedState(etag="fresh"))), (10, None), (15, None)):
        clock.now = NOW + minute * MINUTE
        net.answers[channel.feed_url] = answer
        worker.round()
    assert [etag for _url, etag in net.asked] == ["", "1", "fresh", "fresh"]


def test_what_a_person_fetched_meanwhile_goes_before_memory(
    worker, net, clock, make_functional_channel
):
    channel = make_functional_channel("one", interval=5)
    net.says(channel, "a")
    worker.take_lease()
    worker.round()
    clock.now = NOW + 5 * MINUTE
    net.answers[channel.feed_url] = Reading(FeedState(etag="memory"))
    worker.round()
    clock.now = NOW + 7 * MINUTE
    fetch_now(channel, retrieve=lambda *_: Reading(FeedState(etag="hand")), clock=clock)
    transaction.commit()
    net.paths()
    clock.now = NOW + 10 * MINUTE
    worker.round()
    assert net.paths() == []
    clock.now = NOW + 12 * MINUTE
    worker.round()
    assert net.asked == [(channel.feed_url, "hand")]
